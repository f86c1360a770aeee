using Negotiations.Server.Http;
using Negotiations.Store.Jobs;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Importing;

/// <summary>Erases the working material of an import: the reports of its rows and of what is in doubt. What it recorded
/// stays.</summary>
internal static class ImportErasure
{
    public static void MapErasure(this RouteGroupBuilder group) =>
        group
            .MapPost("/{id:guid}/erasure", EraseAsync)
            .RequireAuthorization(Roles.CanRecord)
            .ShowsOwn()
            .Changes("eraseImportReport", "Erase the reports of an import's rows, for good; what it recorded stays")
            .WithDescription(
                "By who started it, or an admin. A file that was sent by mistake, or in whose columns were other "
                    + "things than its mapping says, leaves nothing behind but its counts. One that is under way is "
                    + "stopped first."
            )
            .Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> EraseAsync(Guid id, HttpContext context, ImportStore store, ImportRetention rows)
    {
        var report = (await store.FindAsync(id, context.RequestAborted))!;
        if (report.State is ImportState.Waiting or ImportState.Running)
            return Problem.Of(
                StatusCodes.Status409Conflict,
                "import-under-way",
                "It is under way. Stop it first: DELETE its address."
            );

        await rows.EraseAsync(id, context.RequestAborted);
        await store.AmendAsync(
            report with
            {
                MissingColumns = [],
                UnreadColumns = [],
                Questions = [],
                Problem = report.Problem is null ? null : "It was erased.",
            },
            context.RequestAborted
        );
        return TypedResults.NoContent();
    }
}
