# sys.exit with a text: standard error, status 1.
import sys

print("leaving")
sys.exit("stopped: no data")
