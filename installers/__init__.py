"""What makes the packages that people install. No part of the program: nothing of newsroom imports it."""
