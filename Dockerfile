# One image for every role. For a worker with an NVIDIA GPU:
#   docker build --build-arg GPU=true --build-arg BASE=nvidia/cuda:13.0.1-cudnn-runtime-ubuntu24.04 --tag flash-gpu .
ARG BASE=mcr.microsoft.com/dotnet/aspnet:10.0

# Built on the builder's own processor, for the image's: amd64 or arm64 (docker build --platform linux/arm64 .).
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
ARG GPU=false
WORKDIR /source
# Project files first: packages are restored again only when these change.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY migrations/*.csproj migrations/
COPY src/Flash.Bots/*.csproj src/Flash.Bots/
COPY src/Flash.Bots.Discord/*.csproj src/Flash.Bots.Discord/
COPY src/Flash.Bots.Telegram/*.csproj src/Flash.Bots.Telegram/
COPY src/Flash.Bots.Web/*.csproj src/Flash.Bots.Web/
COPY src/Flash.Host/*.csproj src/Flash.Host/
COPY src/Flash.Inference/*.csproj src/Flash.Inference/
COPY src/Flash.Worker/*.csproj src/Flash.Worker/
RUN dotnet restore src/Flash.Host -a ${TARGETARCH:-amd64} -p:Gpu=$GPU
COPY migrations migrations
COPY src src
# The program knows its settings from this page.
COPY docs/configuration.md docs/
COPY models/flash-mini/vocabulary.json models/flash-mini/
RUN dotnet publish src/Flash.Host --no-restore -c Release -a ${TARGETARCH:-amd64} --no-self-contained -p:Gpu=$GPU -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime

FROM ${BASE}
# The CUDA image has no .NET; in the default image this copies what is there already.
COPY --from=runtime /usr/share/dotnet /usr/share/dotnet
COPY --from=build /app /app
COPY models /app/models
# Where the audit log's checkpoints are kept; a volume takes its owner from here.
RUN mkdir /witnesses && chown 1654:1654 /witnesses
# The user "app" of .NET's own images, by number because the CUDA image has no such name.
USER 1654
ENV DOTNET_ROOT=/usr/share/dotnet ASPNETCORE_URLS=http://+:8080
EXPOSE 8080
ENTRYPOINT ["/app/flash"]
