package io.recurrence.streams;

import io.recurrence.core.StateFormatException;
import io.recurrence.format.BadRecordException.Reason;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a record on which the code itself failed: the state is as it was before, so the
 * record goes to the dead letters and the stream goes on. A state that the policy refuses to read
 * stops the stream.
 */
public final class FailedRecords implements ProcessingExceptionHandler {
  static final String TOPIC = "recurrence.dead.letters.topic";
  private static final Logger LOG = LoggerFactory.getLogger(FailedRecords.class);

  private String topic = "";

  @Override
  public void configure(Map<String, ?> configs) {
    Object name = configs.get(TOPIC);
    topic = name == null ? "" : name.toString();
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (exception instanceof StateFormatException || topic.isEmpty()) {
      LOG.error(
          "Stopping at topic=[{}] partition=[{}] offset=[{}]",
          context.topic(),
          context.partition(),
          context.offset(),
          exception);
      return Response.fail();
    }
    LOG.error(
        "Record to the dead letters: topic=[{}] partition=[{}] offset=[{}]",
        context.topic(),
        context.partition(),
        context.offset(),
        exception);
    Origin origin = new Origin(context.topic(), context.partition(), context.offset());
    Headers headers =
        DeadLetters.headers(context.headers(), origin, Reason.FAILED, exception.toString());
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                topic,
                null,
                context.timestamp(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                headers)));
  }
}
