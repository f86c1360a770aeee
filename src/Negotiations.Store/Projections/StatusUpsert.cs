using System.Data.Common;
using Marten.Storage;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;

namespace Negotiations.Store.Projections;

/// <summary>
/// All status rows of a commit as one operation of a Marten session. QueueSqlCommand guesses the type of a parameter
/// from its value; here the types are known.
/// </summary>
internal sealed class StatusUpsert(IReadOnlyList<StatusRow> rows) : IStorageOperation, NoDataReturnedCall
{
    // The statement as the parts between its parameters, which are numbered by the session.
    private static readonly string[] parts = Split(StatusTable.UpsertSql);

    // As Marten's own operation for plain SQL: it belongs to no document.
    public Type DocumentType => typeof(StorageFeatures);

    public OperationRole Role() => OperationRole.Other;

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        builder.Append(parts[0]);
        foreach (var ((type, values), place) in StatusRow.ParametersOf(rows).Select((each, place) => (each, place)))
        {
            builder.AppendParameter((object)values, (NpgsqlDbType?)type);
            builder.Append(parts[place + 1]);
        }
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) =>
        Task.CompletedTask;

    private static string[] Split(string sql)
    {
        List<string> found = [];
        var rest = sql;
        for (var place = 1; place <= StatusRow.ParameterCount; place++)
        {
            var parameter = $"${place}";
            var at = rest.IndexOf(parameter, StringComparison.Ordinal);
            found.Add(rest[..at]);
            rest = rest[(at + parameter.Length)..];
        }

        return [.. found, rest];
    }
}
