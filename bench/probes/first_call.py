"""Imports one handler, runs one event, prints how long and how much CPU time both took.

Run by path in a fresh interpreter: `python -I -S first_call.py ARTIFACT MODULE < EVENT`. Nothing
but the artifact (and this folder) is on the path, and nothing is imported before the clock runs.
"""

import sys
import time

if __name__ == "__main__":
    artifact, name = sys.argv[1:]
    sys.path[:0] = [artifact, __file__.rpartition("/")[0]]
    started, worked = time.perf_counter(), time.process_time()
    module = __import__(name, fromlist=["handler"])
    imported, import_cpu = time.perf_counter(), time.process_time() - worked

    import json
    import os

    class Context:
        """What Lambda tells a handler."""

        aws_request_id = "00000000-0000-0000-0000-000000000000"
        function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        function_version = "$LATEST"
        invoked_function_arn = f"arn:aws:lambda:us-east-1:123456789012:function:{function_name}"
        memory_limit_in_mb = 1024

        def get_remaining_time_in_millis(self) -> int:
            """Return more than any client waits."""
            return 20_000

    event = json.load(sys.stdin)
    called, worked = time.perf_counter(), time.process_time()
    answer = module.handler(event, Context())
    answered, call_cpu = time.perf_counter(), time.process_time() - worked
    times = {"import_ms": 1000 * (imported - started), "call_ms": 1000 * (answered - called)}
    cpu = {"import_cpu_ms": 1000 * import_cpu, "call_cpu_ms": 1000 * call_cpu}
    print(json.dumps({**times, **cpu, "answer": answer}))
