"""Prints the figures of `bench_search`."""


def report(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command prints its figures


def row(name: str, *cells: str, first: int = 18) -> None:
    report(f"{name:<{first}}" + "".join(f"{cell:>14}" for cell in cells))


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.2f}"


def mark(is_reached: bool) -> str:
    return "✓" if is_reached else "✗"
