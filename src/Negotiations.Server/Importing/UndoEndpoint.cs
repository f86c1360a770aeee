using Negotiations.Server.Http;
using Negotiations.Store.Jobs;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Importing;

/// <summary>Takes an import back, or stops one that is under way.</summary>
internal static class UndoEndpoint
{
    public static void MapUndo(this RouteGroupBuilder group) =>
        group
            .MapDelete("/{id:guid}", UndoAsync)
            .RequireAuthorization(Roles.CanRecord)
            .Starts<ImportReport>(
                "undoImport",
                "Take back what an import recorded, as one act; one that is under way is stopped"
            )
            .WithDescription(
                "Its facts are retracted, its corrections and retractions taken back, and its release counts no "
                    + "more. What others recorded stays; the answer's import lists what of it leaned on the facts. "
                    + "The newest release of a dataset is undone first."
            )
            .Refuses(404, 409);

    private static async Task<IResult> UndoAsync(
        Guid id,
        HttpContext context,
        ImportRuns runs,
        ImportRows rows,
        ImportStore store
    )
    {
        var stop = context.RequestAborted;
        if (await store.FindAsync(id, stop) is not { } found || ImportSight.Of(context, found) is not { } import)
            return ImportEndpoints.NotFound(id);

        if (import.Format == ImportRequest.Undoing || import.Format == ImportRequest.Restoring)
            return Conflict(
                "import-not-undoable",
                import.Format == ImportRequest.Undoing
                    ? "It is itself the undoing of an import. Import the release again to have it back."
                    : "A whole record that was brought back is not undone: start with a new database."
            );

        if (await rows.CancelAsync(id, stop))
            return Accepted(context, import);

        // Asked for twice it is undone once, and both are answered with how far that is.
        if (
            await rows.UndoingAsync(id, stop) is { } undoing
            && await store.FindAsync(undoing, stop) is { } first
            && ImportSight.Of(context, first) is { } seen
        )
            return Accepted(context, seen);

        if (await rows.UndoneByAsync(id, stop) is { } by)
            return Conflict("import-undone", $"It has been undone, by {by}.");

        if (!await rows.IsRecordingAsync(id, stop))
            return Conflict("nothing-to-undo", "It has recorded nothing.");

        // What a later release corrected or confirmed of it would hang in the air.
        if ((await rows.EarlierAsync(import.Dataset, Guid.Empty, stop)).Last is { } last && last != id)
            return Conflict(
                "later-import",
                $"A later release of '{import.Dataset}' was taken in after it, by {last}. Undo that one first."
            );

        return Accepted(context, await runs.StartUndoAsync(found, context.User.Subject(), stop));
    }

    private static IResult Accepted(HttpContext context, ImportReport report)
    {
        context.Response.Headers.Location = $"/api/imports/{report.Id}";
        return JsonAnswer.Changed(report, StatusCodes.Status202Accepted);
    }

    private static IResult Conflict(string type, string detail) =>
        Problem.Of(StatusCodes.Status409Conflict, type, detail);
}
