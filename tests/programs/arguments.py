# argv: 12 2.5 name
import sys

import numpy as np

print(len(sys.argv), sys.argv[1:], int(sys.argv[1]) + 1, float(sys.argv[2]) * 2, sys.argv[3].upper())
n = int(sys.argv[1]) if len(sys.argv) > 1 else 5
print(np.arange(n).sum(), sys.argv[-1] == "name")
