# What 3.12 and 3.13 accept and 3.11 does not; newer-syntax.ast is the tree of Python 3.13.
type X = int
type X[T] = list[T]
type X[T: int, *Ts, **P] = dict[T, P]
type X[T = int, *Ts = *tuple[int], **P = [int]] = T
def f[T](x: T) -> T: return x
class A[T: (int, str)](B): pass
async def f[**P](): pass
x = f"{a["b"]}"
x = f"{f"{f"{1}"}"}"
x = f"{'\n'.join(a)}"
x = f"{
a # c
}"
type = 1
type.x = 2
type (x)
type[x]
type: int = 3
print(type, type)
x = f"a{x!r:>{w}}b" "c" f"{y=}"
x = f'{a["b"]:{c['d']}}'
x = f"{x:{{}}}"
x = f"{x:a{y}b{z}c}"
x = f"{(lambda x: 1)}"
x = rf"\{x["a"]}"
x = f"{x["a"]}}}{{"
x = f"{x["a"]:%H:%M}"
x = f"\N{BULLET}{x["a"]}"
x = "abc" f"{x["a"]}" 'def'
x = f"""{x["a"]
  :>{3
  }}"""
x = f"{3,}" f"{*a, b}" f"{1+2 = # comment
  }" f"{x!r  :>3}"
def f[T=int](): pass
