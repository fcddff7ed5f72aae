# Build, then run as a user without rights, on a read-only image with one writable folder: /app/data.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/AccountAlerts -c Release -r linux-x64 --no-self-contained -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir -p /app/data && chown "$APP_UID" /app/data
VOLUME /app/data
USER $APP_UID
# Inside a container the peer is never loopback: set Inbox__Password, or the inbox answers nobody.
ENV Inbox__Urls=http://0.0.0.0:5080
EXPOSE 5080
# The image has no curl; bash can speak enough HTTP to ask one question.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5080; printf 'GET /healthz/live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3; head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["dotnet", "AccountAlerts.dll"]
CMD ["serve"]
