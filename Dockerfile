# syntax=docker/dockerfile:1
# briefing in a small image, built from the files of wheels/ (sh scripts/wheels) and without a network where
# wheels/debs/ holds Pango's Debian packages. Build: docker build -t briefing .
# Run in a project: docker run --rm -v "$PWD:/project" --user "$(id -u):$(id -g)" briefing build
ARG PYTHON=python:3.12-slim-bookworm

FROM ${PYTHON} AS installed
RUN --mount=type=bind,source=wheels,target=/wheels \
    python -m venv --without-pip /opt/briefing \
    && python -m pip --python /opt/briefing/bin/python install --no-cache-dir --no-index --find-links /wheels \
        --no-deps --require-hashes -r /wheels/requirements.txt \
    && python -m pip --python /opt/briefing/bin/python install --no-cache-dir --no-index --find-links /wheels \
        --no-deps policy-briefing \
    && find /opt/briefing -type d \( -name tests -o -path '*/pyarrow/include' \) -prune -exec rm -rf {} +

FROM ${PYTHON}
LABEL org.opencontainers.image.title="briefing" \
      org.opencontainers.image.description="Policy briefs from data sets declared in YAML" \
      org.opencontainers.image.licenses="Apache-2.0"
SHELL ["/bin/sh", "-eu", "-c"]
# hadolint ignore=DL3008
RUN --mount=type=bind,source=wheels,target=/wheels \
    if ls /wheels/debs/*.deb >/dev/null 2>&1; then \
        dpkg -i /wheels/debs/*.deb; \
    else \
        apt-get update -qq; \
        apt-get install -y -qq --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0; \
        rm -rf /var/lib/apt/lists/*; \
    fi; \
    useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin briefing; \
    mkdir /project; \
    chown briefing:briefing /project
COPY --from=installed /opt/briefing /opt/briefing
ENV PATH="/opt/briefing/bin:$PATH" \
    HOME=/tmp \
    MPLCONFIGDIR=/tmp/matplotlib \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
RUN briefing doctor
USER 10001:10001
WORKDIR /project
ENTRYPOINT ["briefing"]
CMD ["--help"]
