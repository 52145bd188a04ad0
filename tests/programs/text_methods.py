# Strings: methods, slices, concatenation, comparison, conversion.
s = "Hello, World"
print(s.upper(), s.lower(), s.replace("l", "L"), s[0], s[-1], s[1:4], s[::-1], len(s), s.find("o"), s.count("l"))
print(s.startswith("Hell"), s.endswith("x"), "World" in s, "  pad ".strip() + "|", "-" * 10, "a" + "b" * 3)
print(", ".join(["x", "y", "z"]), "ab".rjust(5) + "|", "ab".ljust(5) + "|", "ab".center(6) + "|", str(3.0), str(10), repr("q"))
print(int("12") + int(" 7 "), float("2.5"), float("1e3"), int(3.99), int(-3.99), round(2.5), round(3.5), round(2.675, 2), bool(""), bool("0"))
word = ""
for c in "stressed":
    word = c + word
print(word, word == "desserts", word < "e", max("b", "abc"), sorted(["b", "a"]), "ünïcode".upper(), len("日本"))
print("multi\nline\ttab", 'quote"s', "it's", r"raw\n", "back\\slash")
