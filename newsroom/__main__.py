"""``python -m newsroom``. Light and free of Qt: each helper process imports the main module again."""

import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()
    from newsroom.app import main

    sys.exit(main())
