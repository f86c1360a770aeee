using System.Data.Common;
using System.Text.Json;
using Marten.Storage;
using Negotiations.Json;
using Negotiations.Store.Schema;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;

namespace Negotiations.Store.Append;

/// <summary>
/// Keeps the answers to requests with an idempotency key. They are written when the batch is built, which is after the
/// projections: an answer names the anomalies that the fold found.
/// </summary>
internal sealed class AnswerInsert(CommitPlan plan, DateTimeOffset now) : IStorageOperation, NoDataReturnedCall
{
    // As Marten's own operation for plain SQL: it belongs to no document.
    public Type DocumentType => typeof(StorageFeatures);

    public OperationRole Role() => OperationRole.Other;

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        var answered = plan.Answered;
        builder.Append(
            $"""
            insert into {Tables.Schema}.idempotency_key (subject, key, request_hash, answer, is_new, recorded_at)
            select subject, key, hash, answer::json, is_new, at from unnest(
            """
        );
        Add(NpgsqlDbType.Varchar, answered.Select(each => each.Request.Claim!.Subject).ToArray());
        builder.Append(", ");
        Add(NpgsqlDbType.Varchar, answered.Select(each => each.Request.Claim!.Key).ToArray());
        builder.Append(", ");
        Add(NpgsqlDbType.Bytea, answered.Select(each => each.Request.Claim!.RequestHash).ToArray());
        builder.Append(", ");
        Add(NpgsqlDbType.Text, answered.Select(Answer).ToArray());
        builder.Append(", ");
        Add(NpgsqlDbType.Boolean, answered.Select(each => each.IsNew).ToArray());
        builder.Append(") as a(subject, key, hash, answer, is_new), (select ");
        builder.AppendParameter(now, NpgsqlDbType.TimestampTz);
        builder.Append(" as at) as clock");

        void Add<T>(NpgsqlDbType type, T[] values) => builder.AppendParameter(values, NpgsqlDbType.Array | type);
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) =>
        Task.CompletedTask;

    private static string Answer(CommitPlan.Append append) =>
        JsonSerializer.Serialize(append.Receipt, EventJson.Options);
}
