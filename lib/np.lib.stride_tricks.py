# numpy.lib.stride_tricks: views with any strides. See np.py.


@view
def as_strided(x, shape=None, strides=None, subok=False, writeable=True):
    a = np.asarray(x)
    return np._as_strided(a, a.shape if shape is None else shape, a.strides if strides is None else strides)


@view
def sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False):
    a = np.asarray(x)
    window = (window_shape,) if isinstance(window_shape, int) else tuple(window_shape)
    np._static(axis)
    axes = ()
    if axis is None:
        for i, n in enumerate(a.shape):
            axes = axes + (i,)
    else:
        axes = (axis,) if isinstance(axis, int) else tuple(axis)
    if len(window) != len(axes):
        if axis is None:
            raise ValueError(f"Since axis is `None`, must provide window_shape for all dimensions of `x`; got {len(window)} window_shape elements and `x.ndim` is {a.ndim}.")
        raise ValueError(f"Must provide matching length window_shape and axis; got {len(window)} window_shape elements and {len(axes)} axes elements.")
    shape = a.shape
    strides = a.strides
    for n, each in zip(window, axes):
        i = each + a.ndim if each < 0 else each
        if n < 0:
            raise ValueError("`window_shape` cannot contain negative values")
        if shape[i] < n:
            raise ValueError("window shape cannot be larger than input array shape")
        strides = strides + (a.strides[i],)
        shape = shape[:i] + (shape[i] - n + 1,) + shape[i + 1 :] + (n,)
    return np._as_strided(a, shape, strides)
