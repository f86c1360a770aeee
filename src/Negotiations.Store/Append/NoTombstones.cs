using Marten;
using Marten.Services;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>
/// Empties a session whose save failed before Marten looks at it again: otherwise it would write a tombstone event for
/// each number taken, on a connection of its own, without the writer's lock. A gap in the numbers needs no explanation
/// here: the ledger has positions of its own. The recorder logs the failure.
/// </summary>
internal sealed class NoTombstones(IDocumentSession session) : IMartenSessionLogger
{
    public void LogFailure(NpgsqlCommand command, Exception ex) => session.EjectAllPendingChanges();

    public void LogFailure(NpgsqlBatch batch, Exception ex) => session.EjectAllPendingChanges();

    public void LogFailure(Exception ex, string message) => session.EjectAllPendingChanges();

    public void LogSuccess(NpgsqlCommand command) { }

    public void LogSuccess(NpgsqlBatch batch) { }

    public void RecordSavedChanges(IDocumentSession session, IChangeSet commit) { }

    public void OnBeforeExecute(NpgsqlCommand command) { }

    public void OnBeforeExecute(NpgsqlBatch batch) { }
}
