x = 1
def f(c):
    try:
        print('body')
    except ValueError:
        print('caught')
    else:
        if c:
            raise ValueError('from else')
        print('else')
try:
    f(0)
    f(1)
except ValueError as e:
    print('outer', e)
x = 1
try:
    try:
        x = 2.5
        raise ValueError('a')
    finally:
        print(x)
except ValueError:
    print(x)
