"""What is measured in a process of its own: the real window, and bare ones to compare with.

The first argument is the moment of the process's start, in seconds of the monotonic clock; the answer is a line
of JSON.
"""
