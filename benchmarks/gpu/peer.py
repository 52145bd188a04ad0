"""peer.py cupy|jax|torch matmul|sum|copy: the same on the GPU in another package. Prints like the others."""
import importlib
import statistics
import sys
import time

import numpy as np

name, what = sys.argv[1:]
package = importlib.import_module(name)
rng = np.random.default_rng(0)
if name == "cupy":
    array, wait = package.asarray, package.cuda.Device().synchronize
elif name == "jax":
    package.config.update("jax_enable_x64", True)
    array, wait = package.numpy.asarray, None
else:
    array, wait = (lambda x: package.from_numpy(x).cuda()), package.cuda.synchronize

if what == "matmul":
    a, b = array(rng.random((10000, 10000))), array(rng.random((10000, 10000)))
    work = lambda: a @ b
else:
    x = array(rng.random(2**27))
    # What a sum is measured against: reading and writing as much as the device can.
    work = (lambda: x.sum()) if what == "sum" else (lambda: x.clone() if name == "torch" else x.copy())
times = []
for _ in range(9):
    start = time.perf_counter()
    result = work()
    wait() if wait else result.block_until_ready()
    times.append(time.perf_counter() - start)
print("seconds", statistics.median(times[1:]))
