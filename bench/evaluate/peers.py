"""One task by one Python package on one panel: prints what was found and how long it took, as one line of JSON.

`peers.py NAME TASK FILE SECONDS`, as the example `timed` of the crate `evaluate` has it: once for 0 seconds, else again and
again for so long. Only the package that is asked for is imported, as somebody would who uses it alone."""

import json
import math
import statistics
import sys
import time
import warnings


def main():
    name, task, file, seconds = sys.argv[1:]
    warnings.simplefilter("ignore")
    fit = PEERS[name](task, file)
    walls, cpus, began = [], [], time.perf_counter()
    while not walls or time.perf_counter() - began < float(seconds):
        wall, cpu = time.perf_counter(), time.process_time()
        found = fit()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    found = {key: float(value) for key, value in found.items() if value is not None and math.isfinite(value)}
    times = {"wall": statistics.median(walls), "cpu": statistics.median(cpus), "times": len(walls)}
    print(json.dumps(found | times | {"memory": most_memory()}))


def most_memory():
    """In megabytes. What `wait4` says of a process would count the one that started it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:"))


class Unable(Exception):
    """The package has no such task."""


def table(file):
    import pandas

    return pandas.read_csv(file)


def matrix(file):
    """Areas × times, the treated areas and the first treated time. The file is sorted and whole, so that no pivot is needed."""
    frame = table(file)
    times = frame["time"].nunique()
    outcome = frame["outcome"].to_numpy().reshape(-1, times)
    treated = frame["treated"].to_numpy().reshape(-1, times)
    areas = treated.any(axis=1).nonzero()[0]
    return outcome, areas, int(treated[areas[0]].argmax())


def panelkit(task, file):
    import panelkit

    if task.startswith("group-time"):
        frame = table(file)
        times = frame["time"].nunique()
        outcome = frame["outcome"].to_numpy().reshape(-1, times)
        starts = [int(start) - 1 if start else None for start in frame["start"].to_numpy().reshape(-1, times)[:, 0]]
        options = {"inference": "bootstrap", "n_reps": DRAWS} if task.endswith("bands") else {}
        model = panelkit.CallawaySantAnna(**options)

        def fit():
            found = model.fit(outcome, starts)
            return {"effect": found.att, "error": found.se, "draws": DRAWS if options else None}

        return fit
    outcome, areas, start = matrix(file)
    kinds = {"sc": panelkit.SyntheticControl, "sdid": panelkit.SyntheticDiD}
    kind, _, sure = task.partition("-")
    options = {"": None, "placebos": "placebo", "jackknife": "jackknife"}
    if kind not in kinds or sure not in options:
        raise Unable
    model, areas = kinds[kind](inference=options[sure]), areas.tolist()

    def fit():
        found = model.fit(outcome, treated=areas, treat_time=start)
        draws = len(outcome) - len(areas) if sure == "placebos" else None
        return {"effect": found.att, "error": found.se, "p": found.p_value, "draws": draws,
                "miss": getattr(found, "pre_rmspe", None)}

    return fit


def pysyncon(task, file):
    """Outcomes as the only predictors. It divides each by its variance, which `custom_V` takes back."""
    import numpy
    import pandas
    from pysyncon import Synth

    if task != "sc":
        raise Unable
    outcome, areas, start = matrix(file)
    donors = numpy.delete(outcome, areas, axis=0).T
    own = outcome[areas].mean(axis=0)
    frame, series = pandas.DataFrame(donors), pandas.Series(own, name="own")
    variances = pandas.concat([frame, series], axis=1)[:start].var(axis=1).to_numpy()

    def fit():
        model = Synth()
        past, known = frame[:start], series[:start]
        model.fit(X0=past, X1=known, Z0=past, Z1=known, custom_V=variances)
        gaps = own - donors @ model.W
        return {"effect": gaps[start:].mean(), "miss": math.sqrt((gaps[:start] ** 2).mean())}

    return fit


def diff_diff(task, file):
    import diff_diff

    frame = table(file)
    if task.startswith("group-time"):
        model = diff_diff.CallawaySantAnna(n_bootstrap=DRAWS if task.endswith("bands") else 0, seed=1)

        def fit():
            found = model.fit(frame, outcome="outcome", unit="area", time="time", first_treat="start")
            return {"effect": found.overall_att, "error": found.overall_se, "draws": model.n_bootstrap or None}

        return fit
    start = int(frame.loc[frame["treated"] == 1, "time"].min())
    times = sorted(frame["time"].unique())
    past, after = [t for t in times if t < start], [t for t in times if t >= start]
    frame["ever"] = frame.groupby("area")["treated"].transform("max")
    columns = {"outcome": "outcome", "unit": "area", "time": "time", "post_periods": after}
    kind, _, sure = task.partition("-")
    if kind == "sc" and frame.loc[frame["ever"] == 1, "area"].nunique() == 1:

        def fit():
            model = diff_diff.SyntheticControl(v_method="custom", custom_v=[1.0] * len(past), standardize="none")
            found = model.fit(frame, treatment="treated", pre_period_outcomes="all", **columns)
            if sure:
                found.in_space_placebo()
            return {"effect": found.att, "miss": found.pre_rmspe, "p": found.placebo_p_value if sure else None,
                    "draws": found.n_placebos if sure else None}

        return fit
    if kind == "sdid":
        # It has no fit without an error: two draws, or the jackknife, are the least.
        single = frame.loc[frame["ever"] == 1, "area"].nunique() == 1
        method = {"": "placebo" if single else "jackknife", "placebos": "placebo", "jackknife": "jackknife"}[sure]
        draws = {"placebos": SETS}.get(sure, 2)

        def fit():
            model = diff_diff.SyntheticDiD(variance_method=method, n_bootstrap=draws, seed=1)
            found = model.fit(frame, treatment="ever", **columns)
            return {"effect": found.att, "error": found.se if sure else None, "p": found.p_value if sure else None,
                    "draws": SETS if sure == "placebos" else None}

        return fit
    raise Unable


def azcausal(task, file):
    from azcausal.core.error import JackKnife, Placebo
    from azcausal.core.panel import CausalPanel
    from azcausal.estimators.panel.sdid import SDID
    from azcausal.util import to_panels

    errors = {"sdid": None, "sdid-placebos": Placebo(n_samples=SETS), "sdid-jackknife": JackKnife()}
    if task not in errors:
        raise Unable
    panels = to_panels(table(file), "time", "area", ["outcome", "treated"])
    panel = CausalPanel(panels).setup(outcome="outcome", intervention="treated")

    def fit():
        model = SDID()
        found = model.fit(panel)
        if errors[task]:
            model.error(found, errors[task])
        return {"effect": found.effect.value, "error": found.effect.se if errors[task] else None,
                "draws": SETS if task.endswith("placebos") else None}

    return fit


def csdid(task, file):
    from csdid.att_gt import ATTgt

    if not task.startswith("group-time"):
        raise Unable
    frame = table(file)
    frame["number"] = frame["area"].astype("category").cat.codes
    bands = task.endswith("bands")

    def fit():
        model = ATTgt(yname="outcome", tname="time", idname="number", gname="start", data=frame, control_group="nevertreated",
                      biters=DRAWS, cband=bands)
        model.fit(est_method="reg", bstrap=bands)
        model.aggte("simple", bstrap=False, cband=False)
        return {"effect": model.atte["overall_att"], "error": model.atte["overall_se"], "draws": DRAWS if bands else None}

    return fit


# Draws of a multiplier bootstrap, and sets or areas of a placebo test that draws.
DRAWS = 999
SETS = 200
PEERS = {"panelkit": panelkit, "pysyncon": pysyncon, "diff-diff": diff_diff, "azcausal": azcausal, "csdid": csdid}

if __name__ == "__main__":
    try:
        main()
    except Unable:
        sys.exit(3)
