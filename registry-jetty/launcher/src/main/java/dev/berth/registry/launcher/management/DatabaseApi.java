package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.launcher.command.CommandStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The management API inside this process, over the stores of a registry. */
final class DatabaseApi implements ManagementApi {
    private final CommandStores stores;
    private final RegistryProtocol protocol;

    /** Takes the stores over: it closes them. */
    DatabaseApi(CommandStores stores, RegistryProtocol protocol) {
        this.stores = stores;
        this.protocol = protocol;
    }

    @Override
    public JsonNode send(String method, String path, CallQuery query) throws IOException {
        InProcessRequest request = new InProcessRequest(method, ROOT + path, query.encoded());
        try {
            HttpAnswer answer = protocol.answer(request);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            answer.body().writeTo(body);
            return ApiAnswer.read(answer.status(), body.toByteArray(), "the registry");
        } finally {
            request.answered();
        }
    }

    @Override
    public void close() {
        stores.close();
    }
}
