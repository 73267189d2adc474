"""draw(said): what growth.py found as one SVG: what the database holds by kind, month upon month, and below it what is waited for."""
WIDTH, LEFT, RIGHT, TALL, LOW = 960, 80, 180, 320, 110  # of the picture, its margins, and the plots
COLOURS = ("#1b4f72", "#2e86c1", "#85c1e9", "#f4d03f", "#c0392b", "#7d3c98", "#e67e22", "#27ae60", "#aab7b8")
WAITED = (("board", "a board made anew, ms of processor time", 1000), ("preview", "preview of a target's value, s of processor time", 1), ("backup", "backup, s of processor time", 1))


def nice(most):
    """The least of 1, 2, 5, 10, … that is not below."""
    step = 10 ** len(str(int(most))) / 10 if most >= 1 else 0.1
    return next(step * times for times in (1, 2, 5, 10) if step * times >= most)


class Plot:
    """Axes at a height of the picture, and what is drawn between them."""

    def __init__(self, top, height, points, most):
        self.top, self.height, self.last, self.most = top, height, points[-1]["month"], nice(max(most, 0.01))
        self.shapes = []

    def at(self, month, value):
        across = LEFT + (WIDTH - LEFT - RIGHT) * month / self.last
        return f"{across:.1f},{self.top + self.height * (1 - value / self.most):.1f}"

    def text(self, across, down, words, anchor="start"):
        self.shapes.append(f'<text x="{across}" y="{down:.1f}" text-anchor="{anchor}">{words}</text>')

    def axes(self, title):
        bottom = self.top + self.height
        self.text(LEFT, self.top - 8, title)
        for part in range(5):
            down = bottom - self.height * part / 4
            self.shapes.append(f'<path d="M{LEFT} {down:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
            self.text(LEFT - 8, down + 4, f"{self.most * part / 4:g}", "end")
        for month in range(0, self.last + 1, max(1, self.last // 10)):
            self.text(float(self.at(month, 0).split(",")[0]), bottom + 16, month, "middle")

    def area(self, months, below, above, colour):
        edge = [self.at(*pair) for pair in zip(months, above)] + [self.at(*pair) for pair in reversed(list(zip(months, below)))]
        self.shapes.append(f'<polygon points="{" ".join(edge)}" fill="{colour}"/>')

    def line(self, months, values):
        self.shapes.append(f'<polyline points="{" ".join(self.at(*pair) for pair in zip(months, values))}" fill="none" stroke="#1b4f72" stroke-width="2"/>')


def stacked(points, unit, divisor):
    plot = Plot(56, TALL, points, max(sum(point["kinds"].values()) for point in points) / divisor)
    plot.axes(f"database, {unit}, by month")
    months, below = [0, *(point["month"] for point in points)], [0.0] * (len(points) + 1)
    for number, (kind, colour) in enumerate(zip(points[0]["kinds"], COLOURS)):
        above = [low + size for low, size in zip(below, [0, *(point["kinds"][kind] / divisor for point in points)])]
        plot.area(months, below, above, colour)
        down = plot.top + TALL - 20 - 22 * number
        plot.shapes.append(f'<rect x="{WIDTH - RIGHT + 14}" y="{down - 11:.1f}" width="14" height="14" fill="{colour}"/>')
        plot.text(WIDTH - RIGHT + 34, down, f"{kind} {above[-1] - below[-1]:.3g}")
        below = above
    return plot.shapes


def draw(said):
    points = said["points"]
    large = points[-1]["bytes"] > 2e9
    shapes = stacked(points, *(("GB", 1e9) if large else ("MB", 1e6)))
    for number, (name, title, times) in enumerate(WAITED):
        values = [point[name]["processor"] * times for point in points]
        plot = Plot(56 + TALL + 70 + number * (LOW + 60), LOW, points, max(values))
        plot.axes(title)
        plot.line([point["month"] for point in points], values)
        shapes += plot.shapes
    height = 56 + TALL + 70 + len(WAITED) * (LOW + 60)
    title = (f"{said['wards']} wards, {points[-1]['month']} months, {said['records']} records"
             + (f" (one in {said['thin']} of what a ward has)" if said["thin"] > 1 else ""))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13">\n'
            f'<rect width="100%" height="100%" fill="white"/>\n<text x="{LEFT}" y="26" font-size="16">{title}</text>\n' + "\n".join(shapes) + "\n</svg>\n")
