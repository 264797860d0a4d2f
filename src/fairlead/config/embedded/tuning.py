"""The embedded server's configuration."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_MB = 1024 * 1024


def write_configuration(socket_folder: Path, *, durable: bool) -> str:
    """Return postgresql.conf: only this machine's users, and memory by the machine's size."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MB
    settings = {
        # Nobody reaches it but through a socket in a folder that only its owner may enter.
        "listen_addresses": "",
        "unix_socket_directories": str(socket_folder).replace("'", "''"),
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": f"{min(512, max(32, memory // 8))}MB",
        "effective_cache_size": f"{max(128, memory // 2)}MB",
        "work_mem": f"{min(64, max(4, memory // 128))}MB",
        "maintenance_work_mem": f"{min(256, max(32, memory // 16))}MB",
        # In containers /dev/shm is often too small for a parallel query.
        "dynamic_shared_memory_type": "mmap",
        "random_page_cost": "1.1",
        # What a killed server has to read again before it answers, and to write when it has: half a
        # second's worth. A long load pays for it with a twentieth of its processor time.
        "max_wal_size": "96MB",
        "checkpoint_timeout": "5min",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # The client is told what went wrong; a statement and the row it met name people.
        "log_min_messages": "log",
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "default_text_search_config": "pg_catalog.simple",
    }
    if sys.platform == "linux":
        # Before it recovers it has the disk told of all of its 2,000 files: by one call, not one
        # a file, each of which waits for a busy disk.
        settings["recovery_init_sync_method"] = "syncfs"
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return "".join(f"{name} = '{value}'\n" for name, value in settings.items())
