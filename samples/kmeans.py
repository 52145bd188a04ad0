"""Lloyd's k-means on three clouds of points."""
import numpy as np


def kmeans(points, k, steps):
    centres = points[np.random.choice(len(points), k, replace=False)]
    labels = np.zeros(len(points), dtype=int)
    for step in range(steps):
        distances = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        new = distances.argmin(axis=1)
        if step > 0 and (new == labels).all():
            break
        labels = new
        for j in range(k):
            members = points[labels == j]
            if len(members) > 0:
                centres[j] = members.mean(axis=0)
    return centres, labels, step


np.random.seed(42)
clouds = [np.random.normal(centre, 0.5, size=(100, 2)) for centre in ((0, 0), (5, 5), (0, 5))]
points = np.vstack(clouds)
centres, labels, steps = kmeans(points, 3, 50)
order = np.lexsort((centres[:, 1], centres[:, 0]))
print("stopped after", steps, "steps")
print(np.round(centres[order], 6))
print(np.bincount(labels, minlength=3)[order])
