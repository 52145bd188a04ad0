"""A program of two files: functions and a constant of another one."""
import numpy as np

import two_files_helper as helper
from two_files_helper import report

rng = np.random.RandomState(3)
data = rng.randn(1000) * 2 + 1
report("all", data)
report("positive", data[data > 0])
mean, std, median = helper.summary(data)
print(helper.DIGITS, round(float(mean - median), 4))
