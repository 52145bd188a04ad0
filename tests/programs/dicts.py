# Dicts with static keys: display, get, in, items, update by key, arrays as values, sets.
import numpy as np

config = {"n": 3, "rate": 0.5, "name": "test"}
print(config["n"] * config["rate"], config.get("name"), config.get("missing", -1), "n" in config, len(config))
config["n"] = 10
config["extra"] = [1, 2]
print(config)
for key in config:
    print(key, end=" ")
for key, value in config.items():
    print(key, value, end="; ")
print(list(config.keys()), list(config.values())[:2])
data = {"x": np.arange(3), "y": np.ones(3)}
data["x"] += 5
data["z"] = data["x"] * data["y"]
print(data["z"], {k: v.sum() for k, v in data.items()})
squares = {1: 1, 2: 4}
print(squares[2], {**squares, 3: 9}, dict(a=1, b=2))
try:
    config["nope"]
except KeyError as e:
    print("KeyError", e)
print({1, 2} == {2, 1}, 3 in {1, 2, 3})
