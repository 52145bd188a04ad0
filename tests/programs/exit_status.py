# sys.exit with a status after output.
import sys

print("leaving")
if len(sys.argv) > 0:
    sys.exit(3)
print("not reached")
