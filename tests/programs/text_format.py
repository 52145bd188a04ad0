# %-formatting and str.format.
import numpy as np

x, n, s = 2.718281828, 7, "abc"
print("%d %5d %-5d| %05d %+d %i" % (n, n, n, n, n, 3.9))
print("%f %.2f %8.3f %-8.1f| %e %.1e %g %G" % (x, x, x, x, x, x, x, 1e-10))
print("%s %10s %-10s| %.2s %r %%" % (s, s, s, s, s))
print("%x %X %o %c" % (255, 255, 8, "z"), "%s" % n, "%s and %s" % (x, [1, 2]), "%5.1f%%" % 12.345)
print("{} {} {}".format(x, n, s), "{1} {0} {1}".format("a", "b"), "{name}={value:.3f}".format(name="v", value=x))
print("{:>8} {:<8}| {:^8} {:08.3f} {:,} {:.1%}".format(n, s, s, x, 1234567, 0.256), "{0!r} {{}}".format(s))
print("%s %s" % (np.float64(1.5), np.arange(3)), "{}".format(np.array([1.0, 2.0])), "%.3f" % np.float32(1.5), "%d" % np.int64(3), "{:.2f}".format(np.float64(2.345)))
