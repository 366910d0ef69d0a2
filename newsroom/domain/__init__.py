"""What an article, tag, series and revision is, and the rules that need nothing but them. Imports no other room."""
