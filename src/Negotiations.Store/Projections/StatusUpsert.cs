using System.Data.Common;
using Marten.Storage;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;

namespace Negotiations.Store.Projections;

/// <summary>
/// The status row as an operation of a Marten session. QueueSqlCommand guesses the type of a parameter from its value;
/// here the types are known.
/// </summary>
internal sealed class StatusUpsert(StatusRow row) : IStorageOperation, NoDataReturnedCall
{
    // As Marten's own operation for plain SQL: it belongs to no document.
    public Type DocumentType => typeof(StorageFeatures);

    public OperationRole Role() => OperationRole.Other;

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        builder.Append(StatusTable.UpsertParts.Before);
        for (var column = 0; column < row.Values.Count; column++)
        {
            if (column > 0)
                builder.Append(", ");

            builder.AppendParameter(row.ValueOf(column), (NpgsqlDbType?)row.TypeOf(column));
            builder.Append(StatusRow.CastOf(column));
        }

        builder.Append(StatusTable.UpsertParts.After);
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) =>
        Task.CompletedTask;
}
