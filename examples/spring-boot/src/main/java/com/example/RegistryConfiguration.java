package com.example;

import dev.berth.registry.engine.assembly.RegistryAssembly;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.http.servlet.RegistryServlet;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.storage.fs.FileBlobStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A registry on the data source of the application, below {@code /v2/} of its port, with its users and its meters.
 * Spring closes it in the reverse order: the servlet, the background work, the stores.
 */
@Configuration
class RegistryConfiguration {

    @Bean
    JdbiMetadataStore registryMetadata(DataSource dataSource, MeterRegistry meters) throws StoreException {
        Migrations.over(dataSource).up(Migrations.Options.DEFAULT);
        return JdbiMetadataStore.over(dataSource, Clock.systemUTC(), new TimedQueries(meters));
    }

    @Bean
    FileBlobStore registryBlobs(@Value("${registry.folder}") Path folder) throws StoreException, IOException {
        return FileBlobStore.open(folder);
    }

    @Bean(initMethod = "start")
    RegistryAssembly registryAssembly(JdbiMetadataStore metadata, FileBlobStore blobs) {
        return RegistryAssembly.builder().build(metadata, blobs);
    }

    @Bean
    ServletRegistrationBean<RegistryServlet> registryServlet(
            RegistryAssembly assembly, UserDetailsService users, PasswordEncoder passwords) {
        SpringAccess access = new SpringAccess(users, passwords);
        RegistryProtocol protocol = new RegistryProtocol(assembly.registry(), access, ProtocolConfig.defaults());
        return new ServletRegistrationBean<>(RegistryServlet.of(protocol), "/v2/*");
    }
}
