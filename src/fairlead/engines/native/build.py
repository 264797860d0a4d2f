"""Machine code from LLVM's language, kept beside the code for the next time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import llvmlite
from llvmlite import binding

_TRANSLATOR = Path(__file__).resolve().parent
# LLVM's measure of how large a function may be to stand where it is called; it takes 225 itself.
# With 100 kernels compile in a tenth less time and run as fast, with 50 the lists' take a third
# longer to run.
_INLINED = 100


def _find_target() -> Any:
    """Return the machine that this is; who takes it owns it."""
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    return binding.Target.from_default_triple().create_target_machine(
        cpu=binding.get_host_cpu_name(),
        features=binding.get_host_cpu_features().flatten(),
        opt=2,
        jit=True,
    )


@cache
def describe(home: Path) -> str:
    """Return what machine code hangs on: this machine, the compiler, and the text of a folder."""
    digest = hashlib.sha256(
        f"{llvmlite.__version__} {binding.get_default_triple()} {binding.get_host_cpu_name()} "
        f"{binding.get_host_cpu_features().flatten()}".encode()
    )
    for folder in (_TRANSLATOR, home):
        for file in sorted(folder.rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def compile_text(text: str) -> bytes:
    """Return the object file of a module."""
    module = binding.parse_assembly(text)
    module.verify()
    target = _find_target()
    options = binding.create_pipeline_tuning_options(speed_level=2)
    options.inlining_threshold = _INLINED
    builder = binding.create_pass_builder(target, options)
    builder.getModulePassManager().run(module, builder)
    made: bytes = target.emit_object(module)
    return made


@lru_cache(8)
def load_object(code: bytes) -> Any:
    """Return an engine that holds the machine code: one for all kernels of a module."""
    engine = binding.create_mcjit_compiler(binding.parse_assembly(""), _find_target())
    engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return engine


def find_kept(name: str, home: Path) -> bytes | None:
    """Return what was kept under a name, None when it is not there, not of now or not whole."""
    for folder in list_folders(home):
        with suppress(OSError, ValueError):
            head, digest, code = (folder / f"{name}.o").read_bytes().split(b"\n", 2)
            if head == describe(home).encode() and digest == _digest(code):
                return code
    return None


def keep(names: Collection[str], code: bytes, home: Path) -> None:
    """Keep machine code in the first folder that can be written, whole or not at all.

    It is found under each of the names, where it takes the place of what was kept before a change.
    """
    for folder in list_folders(home):
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            for name in names:
                _write_whole(folder / f"{name}.o", (describe(home).encode(), _digest(code), code))
            return


def _write_whole(path: Path, parts: tuple[bytes, ...]) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(b"\n".join(parts))
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _digest(code: bytes) -> bytes:
    return hashlib.sha256(code).hexdigest().encode()


def list_folders(home: Path) -> tuple[Path, ...]:
    """Return where machine code is kept: beside its text, else where this user keeps such.

    Nobody else may write there.
    """
    cache_home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return (home / "__pycache__", Path(cache_home) / "fairlead")
