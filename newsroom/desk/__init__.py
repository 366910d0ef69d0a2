"""What an editor can do: all that the window and the command line call. Knows no Qt and no SQL."""
