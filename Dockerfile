# The server, the import commands and the alert daemon in one image; run by docker-compose.yml.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY graph-schema/package.json graph-schema/
COPY etl/package.json etl/
COPY alerts/package.json alerts/
COPY server/package.json server/
COPY client/package.json client/
COPY test/package.json test/
RUN npm ci
COPY . .
RUN node scripts/start.mjs --build-only

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072
COPY --from=build /app/package.json /app/package-lock.json /app/.npmrc ./
COPY --from=build /app/graph-schema/package.json graph-schema/
COPY --from=build /app/etl/package.json etl/
COPY --from=build /app/alerts/package.json alerts/
COPY --from=build /app/server/package.json server/
COPY --from=build /app/client/package.json client/
COPY --from=build /app/test/package.json test/
RUN npm ci --omit=dev && mkdir /data && chown node:node /data
COPY --from=build /app/tsconfig.base.json /app/tsconfig.json ./
COPY --from=build /app/graph-schema graph-schema
COPY --from=build /app/etl etl
COPY --from=build /app/alerts alerts
COPY --from=build /app/server server
COPY --from=build /app/client/dist client/dist
COPY --from=build /app/dist dist
COPY --from=build /app/scripts scripts
USER node
VOLUME /data
EXPOSE 4000
CMD ["node", "--max-old-space-size=512", "--max-semi-space-size=8", "dist/server/src/main.js"]
