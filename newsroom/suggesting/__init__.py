"""Tags, series, related articles and duplicates, learned from the library itself. Numpy is imported here alone."""

import os

# Its threads would wait for work by spinning: the arrays here are small, and the other cores are the window's.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")
