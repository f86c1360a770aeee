using System.Text.Json;
using Negotiations.Import.Formats;
using Negotiations.Import.Reading;
using Negotiations.Import.Tables;
using Negotiations.Json;
using Negotiations.Server.Http;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Importing;

/// <summary>What helps to write a mapping: its schema, and one to begin with.</summary>
internal static class TemplateEndpoint
{
    private static readonly JsonSerializerOptions Indented = new(EventJson.Options) { WriteIndented = true };

    public static void MapTemplates(this RouteGroupBuilder group, IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(MappingSchema.Path, MappingSchema.Answer)
            .RequireAuthorization(Roles.CanRead)
            .WithTags("Imports")
            .Answers<string>("getMappingSchema", "The JSON schema of a mapping: what may come with a file")
            .Produces<string>(StatusCodes.Status200OK, "application/schema+json");
        group
            .MapPost("/template", TemplateAsync)
            .WithMetadata(new ReadsOnly())
            .RequireAuthorization(Roles.CanRecord)
            .Answers<string>(
                "startMapping",
                "A mapping to begin with, made of the columns of a table; nothing is recorded or stored"
            )
            .WithDescription(
                "The body is the file, as for an import. What stands between angle brackets is left to say: the "
                    + "members that the columns mean, and the negotiation."
            )
            .Takes(ImportUpload.MediaTypes)
            .Refuses(400, 413, 422);
    }

    private static async Task<IResult> TemplateAsync(HttpContext context, ImportFolder folder, DatabaseClock clock)
    {
        var (id, stop) = (MinuteId.Next(clock.Now), context.RequestAborted);
        var (upload, problem) = await ImportUpload.ReceiveAsync(context, folder, id);
        if (problem is not null)
            return problem;

        try
        {
            await using var file = File.OpenRead(folder.FileOf(id));
            using var table = await TableFile.OpenAsync(
                file,
                upload!.Mapping?.ToLayout() ?? new FileLayout(),
                () => folder.Temporary(id),
                folder.MostBytes,
                stop
            );
            using var text = DelimitedText.Open(table.Text, table.Encoding);
            return TypedResults.Text(
                MappingTemplate.Of(text).ToJsonString(Indented),
                JsonAnswer.MediaType,
                System.Text.Encoding.UTF8
            );
        }
        catch (UnreadableFileException unreadable)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "bad-table", unreadable.Message);
        }
        finally
        {
            folder.Delete(id);
        }
    }
}
