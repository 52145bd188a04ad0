"""str: methods, slices, formatting."""
s = "  Hello, World  "
print(s.strip() + "|", s.lstrip() + "|", s.rstrip() + "|", "xxabxx".strip("x"), "abc".rstrip("c"))
print("a,b,,c".split(","), "a b  c".split(), "k=v=w".split("=", 1), "a\nb\nc".splitlines())
print("-".join(["x", "y"]), ", ".join(str(i) for i in range(4)), "".join(c for c in "hello" if c != "l"))
print("hello world".title(), "hello".capitalize(), "Hello".swapcase(), "7".zfill(3), "-7".zfill(4), "x".center(5, "*"), "x".ljust(3, ".") + "|", "x".rjust(3))
print("123".isdigit(), "a1".isalnum(), "abc".isalpha(), " ".isspace(), "ABC".isupper(), "abc".islower(), "".isdigit())
print("hello".find("l"), "hello".rfind("l"), "hello".index("e"), "hello".count("l"), "hello".replace("l", "L"), "hello".find("z"))
try:
    "hello".index("z")
except ValueError as e:
    print(e)
print("prefix_name".removeprefix("prefix_"), "file.py".removesuffix(".py"), "file.py".endswith(".py"), "file.py".startswith("fi"))
print(ord("a"), chr(98), ord("é"), chr(8364), bin(10), hex(255), oct(8), bin(-5), hex(-255))
for i, ch in enumerate("abc"):
    print(i, ch, end=";")
print()
print("abc"[1], "abc"[-1], "hello"[1:4], "hello"[::-1], "hello"[::2], len("hello"), "ell" in "hello", "a" < "b", "abc" == "abc")
name, value = "pi", 3.14159
print(f"{name}={value:.2f}", f"{value:10.3f}|", f"{value:<10.3f}|", f"{value:^10.3f}|", f"{value:+.1e}", f"{1234567:,}", f"{0.25:.0%}", f"{7:05d}", f"{255:#x} {5:b}", f"{name!r:>6}")
width = 8
print(f"{value:{width}.{2}f}|", f"{name:>{width}}|", f"{'x' * 3}", f"{{}}", f"{name=} {value=:.1f}")
print("%d %5.2f %s %r %x %e %g %%" % (3, 2.5, "s", "r", 255, 12345.678, 0.0001))
print("%s" % [1, 2], "%s %s" % ("a", 1), "%5d|%-5d|%05d" % (1, 2, 3), "%.3s" % "abcdef", "%c" % "x")
print("{} {} {}".format(1, "a", 2.5), "{0} {1} {0}".format("x", "y"), "{a} {b:.2f}".format(a=1, b=2), "{:>5}|{:<5}|{:^5}".format(1, 2, 3), "{:,}".format(1000000))
print(str(1.0), str(True), str(None), str([1, "a"]), repr("it's"), repr('q"'), str((1,)), str(1e20), str(1e-5), str(123456789012345678))
print("a" * 3, 3 * "ab", "a" + "b", "tab\there", 'single "double"', "multi" "part")
print("caf\u00e9", len("caf\u00e9"), "caf\u00e9"[3], "\u03b1\u03b2".upper() if False else "ok")
words = "the quick brown fox".split()
print(words, len(words), [w.upper() for w in words], max(words, key=len), " ".join(reversed(words)), " ".join(words[::-1]))
line = "12 7.5 abc"
a, b, c = line.split()
print(int(a) + 1, float(b) * 2, c, int("0b11", 2) if False else int("  42 "), float("1e3"), float("inf"), int("-7"))
try:
    int("x1")
except ValueError as e:
    print(e)
try:
    float("abc")
except ValueError as e:
    print(e)
text = ""
for i in range(3):
    text += str(i) + ","
print(text[:-1], text.rstrip(","), text.split(",")[:-1])
