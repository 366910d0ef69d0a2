"""What is typed, on the disk before the library has it: written as it happens, read again after a crash. No Qt."""
