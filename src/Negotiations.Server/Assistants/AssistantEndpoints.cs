using Microsoft.AspNetCore.Mvc;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using Negotiations.Server.Http;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Assistants;

/// <summary>
/// The endpoint for assistants: the Model Context Protocol over streamable HTTP, for reading only, without sessions.
/// </summary>
internal static class AssistantEndpoints
{
    private const string Path = "/mcp";
    private const int MaxBody = 64 * 1024;

    private const string Instructions = $"""
        A record of negotiations between states, stored as events with their sources. Nothing can be written here.
        {Question.Warning}
        Name the sources of what you report, and give the citation: its address answers the same for ever.
        Three clocks: asOf (when things happened), knownBy with basis published (what the world could read by then) or
        recorded (what was recorded here by then).
        Where an answer says that something is possible and not certain, say so too. Where it says [erased], a text was
        taken away by law: do not fill it in.
        """;

    public static void AddAssistants(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<InProcessApi>();
        builder.Services.AddSingleton(AllowedOrigins.Read(builder.Configuration));
        builder
            .Services.AddMcpServer(server =>
            {
                server.ServerInfo = new Implementation
                {
                    Name = "negotiations",
                    Title = "Negotiations",
                    Version = ProductVersion.Text,
                };
                server.ServerInstructions = Instructions;
            })
            .WithHttpTransport(transport => transport.SessionMode = HttpServerSessionMode.Stateless)
            .WithTools(Question.All.Select(question => new RecordTool(question)));

        // It logs what it was sent; what fails here is logged by us, without.
        builder.Logging.AddFilter("ModelContextProtocol", LogLevel.None);
    }

    public static void MapAssistants(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase),
            branch => branch.Use(AllowedOrigins.CheckAsync)
        );

        // A contract of its own, which clients ask for by tools/list: no part of the OpenAPI document.
        app.MapMcp(Path)
            .RequireAuthorization(Roles.CanRead)
            .WithMetadata(
                new RequestSizeLimitAttribute(MaxBody),
                new ExcludeFromDescriptionAttribute(),
                new ReadsOnly()
            );
    }
}
