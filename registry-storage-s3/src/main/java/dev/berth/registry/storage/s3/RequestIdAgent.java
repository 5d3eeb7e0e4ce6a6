package dev.berth.registry.storage.s3;

import dev.berth.registry.event.Origin;
import java.util.function.Consumer;
import org.slf4j.MDC;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ApiName;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Ends the User-Agent of calls with {@code request/ID}, so that the access logs of a store name the request. */
final class RequestIdAgent implements ExecutionInterceptor {

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        String id = MDC.get(Origin.REQUEST_ID);
        return id != null && context.request() instanceof AwsRequest request ? named(request, id) : context.request();
    }

    private static AwsRequest named(AwsRequest request, String id) {
        Consumer<ApiName.Builder> name = agent -> agent.name("request").version(id);
        return request.toBuilder()
                .overrideConfiguration(request.overrideConfiguration()
                        .map(AwsRequestOverrideConfiguration::toBuilder)
                        .orElseGet(AwsRequestOverrideConfiguration::builder)
                        .addApiName(name)
                        .build())
                .build();
    }
}
