package uk.tocsin.hub.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API of whatever roles this hub has. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

    private static final String TOKEN = "token";

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("Tocsin")
                        .description("A shared security notification hub for councils. Nothing is answered without a"
                                + " token, and a role counts only while the directory grants it to the token's member.")
                        .version("1")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("./tocsin token --member canterbury --role publisher")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    /** One after the other: each completes what the one before it has left. */
    @Bean
    OpenApiCustomizer wordedApi() {
        return api -> List.of(new CallWords(), new ContractAnswers(), new ProblemAnswers())
                .forEach(step -> step.customise(api));
    }
}
