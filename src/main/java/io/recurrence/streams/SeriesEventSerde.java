package io.recurrence.streams;

import io.recurrence.core.PublicApi;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes {@link SeriesEvent}s as JSON and reads them again, exactly. The fields have the names that
 * they have in the topics of anomalies, forecasts, incidents and outcomes; what is of the last
 * three stands within the event. A number that does not exist is null.
 */
@PublicApi
public final class SeriesEventSerde implements Serde<SeriesEvent> {
  @Override
  public Serializer<SeriesEvent> serializer() {
    return (topic, event) -> event == null ? null : SeriesEventWriter.write(event);
  }

  @Override
  public Deserializer<SeriesEvent> deserializer() {
    return (topic, bytes) -> bytes == null ? null : SeriesEventReader.read(bytes);
  }
}
