"""What is measured reckons as the program does: with one thread, whoever loads numpy first."""

import os
import subprocess
import sys


def test_numpy_has_one_thread_though_the_generator_loads_it_first():
    code = (
        "import os, sys, benchmarks.sized; print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    )
    clean = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    said = subprocess.run([sys.executable, "-c", code], env=clean, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "1"]
