# Clausewise in one image: the program, its Python packages, the embedding model and the corpus. Nothing is fetched at run time.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
# PyTorch for the processor alone is a tenth of the size; leave this empty to take it from the same index as the rest.
ARG TORCH_INDEX_URL=https://download.pytorch.org/whl/cpu
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /opt/clausewise
WORKDIR /app
COPY requirements.lock ./
RUN if [ -n "${TORCH_INDEX_URL}" ]; then \
      /opt/clausewise/bin/python -m pip install --index-url "${TORCH_INDEX_URL}" "$(grep '^torch==' requirements.lock)"; \
    fi
RUN /opt/clausewise/bin/python -m pip install --requirement requirements.lock
COPY pyproject.toml README.md app.py ./
COPY ingest ingest
COPY assistant assistant
COPY corpus corpus
RUN /opt/clausewise/bin/python -m pip install --no-deps --no-build-isolation --editable . \
    && /opt/clausewise/bin/python -m compileall -q app.py assistant ingest \
    && /opt/clausewise/bin/clausewise --help > /dev/null

FROM ${PYTHON_IMAGE}
LABEL org.opencontainers.image.title="Clausewise" \
      org.opencontainers.image.description="Guidance on council social value policies, with the clause each figure comes from"
RUN groupadd --system --gid 10001 clausewise \
    && useradd --system --uid 10001 --gid clausewise --home-dir /var/lib/clausewise --no-create-home --shell /usr/sbin/nologin clausewise \
    && install --directory --owner clausewise --group clausewise --mode 0750 /var/lib/clausewise
COPY --from=build /opt/clausewise /opt/clausewise
COPY --from=build /app /app
ENV PATH=/opt/clausewise/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HF_HUB_OFFLINE=1 \
    TRANSFORMERS_OFFLINE=1 \
    GRADIO_ANALYTICS_ENABLED=False \
    ANONYMIZED_TELEMETRY=False \
    CLAUSEWISE_INDEX=/var/lib/clausewise/library
WORKDIR /app
USER 10001:10001
VOLUME ["/var/lib/clausewise"]
EXPOSE 7860
# The first start reads the corpus into the library, which takes a minute.
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/healthz', timeout=4)"]
ENTRYPOINT ["clausewise"]
CMD ["serve", "--host", "0.0.0.0", "--auth", "/run/secrets/clausewise_accounts"]
