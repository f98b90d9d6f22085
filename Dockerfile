# docker build -t recurrence . — a JDK builds the project and a Java runtime of the modules that it needs; the image holds both.
ARG BUILD_IMAGE=maven:3.9.11-eclipse-temurin-17
ARG BASE_IMAGE=debian:12.12-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY pom.xml LICENSE ./
COPY .mvn .mvn
COPY src/main src/main
COPY topology topology
COPY config config
ARG COMMIT=unknown
RUN mvn -B -ntp -Dgit.commit.id.abbrev=${COMMIT} -Dmaven.test.skip=true -Dspotless.check.skip=true package
RUN jlink --add-modules java.se,jdk.crypto.ec,jdk.management,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.incubator.vector \
    --strip-java-debug-attributes --no-man-pages --no-header-files --compress=2 --output /opt/java

FROM ${BASE_IMAGE}
RUN groupadd --system --gid 10001 recurrence \
 && useradd --system --uid 10001 --gid recurrence --home-dir /var/lib/recurrence recurrence \
 && mkdir -p /var/lib/recurrence/state \
 && chown -R recurrence:recurrence /var/lib/recurrence
COPY --from=build /opt/java /opt/java
COPY --from=build /build/target/lib /opt/recurrence/lib
COPY --from=build /build/target/recurrence.jar /opt/recurrence/recurrence.jar
COPY config/entrypoint.sh /opt/recurrence/entrypoint.sh
COPY topology /opt/recurrence/topology
WORKDIR /opt/recurrence
USER 10001:10001
VOLUME /var/lib/recurrence
EXPOSE 8080
ENV PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    RECURRENCE_JAVA_OPTS="" \
    RECURRENCE__KAFKA__STATE__DIR=/var/lib/recurrence/state
ENTRYPOINT ["/opt/recurrence/entrypoint.sh"]
CMD ["--help"]
