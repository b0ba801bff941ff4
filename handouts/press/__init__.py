"""What must be built, and building it. One PDF takes these steps, each in its own module::

    plan            guides x handouts x languages x editions: every PDF there could be
    digests, cache  files unchanged since the last build? Then there is nothing to do
    processes       jobs are spread over worker processes, language by language
    worker          compose; inputs unchanged? else render, verify, write beside its place
    output_folder   finished files are renamed into place, the manifest is written
    manifest        what lies in the output folder, for CI and the front desk

`build` leads through them. `shards` joins what several machines have built. `program` is the digest
of the code that makes PDFs.

A build of everything also removes the PDFs of a language or handout that is gone. Whatever else
lies in the output folder is not ours and stays.
"""
