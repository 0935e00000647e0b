# syntax=docker/dockerfile:1
# Ripen in a container: no shell, no root, and nothing written but below /data and /tmp, so that it runs with
# --read-only. It wants a PostgreSQL: set DATABASE_URL.

FROM node:22-bookworm-slim AS assets
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
# The icons are those that the views name.
COPY static ./static
COPY views ./views
COPY web ./web
RUN node static/build.mjs

FROM golang:1.26-bookworm AS binary
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=assets /src/static/dist ./static/dist
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/ripen ./cmd/ripen && mkdir /out/data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=binary /out/ripen /ripen
COPY --from=binary --chown=nonroot:nonroot /out/data /data
ENV PORT=8080 RIPEN_DATA=/data
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["/ripen", "doctor", "--json"]
ENTRYPOINT ["/ripen"]
CMD ["serve"]
