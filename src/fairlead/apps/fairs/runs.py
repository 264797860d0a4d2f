"""What a run of any engine records."""

from __future__ import annotations

from importlib.metadata import version

from fairlead.apps.fairs.models import Edition, Run
from fairlead.chain.sentences import pack_sentences
from fairlead.chain.step import SKIPPED, Step


def was_run(step: Step) -> bool:
    """Return whether the step did anything: one with nothing to work on leaves no run."""
    return step.status != SKIPPED


def record_step(
    edition: Edition,
    step: Step,
    *,
    seed: int,
    input_digest: str,
) -> Run:
    """Return the run that a step of the chain was, written to the database."""
    return Run.objects.create(
        edition=edition,
        step=step.name,
        engine_version=version("fairlead"),
        parameters=dict(step.parameters),
        seed=seed,
        input_digest=input_digest,
        status=step.status,
        summary=step.summary,
        said=pack_sentences(step.said),
        measure=step.measure,
        objective=step.objective,
        bound=step.bound,
        seconds=step.seconds,
    )
