using System.Data.Common;
using System.Text;
using System.Text.Json;
using Marten;
using Marten.Services;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Store.Projections;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Append;

/// <summary>
/// Marten's serializer in the one setting of the record. Events and headers of a commit were written when they were
/// sealed: what is stored is what was sealed, and no second serialization of it.
/// </summary>
/// <param name="memory">Of the commits under way.</param>
public sealed class SealedSerializer(CommitMemory memory) : SystemTextJsonSerializer(EventJson.Options), ISerializer
{
    public new string ToJson(object? document) =>
        document switch
        {
            null => base.ToJson(null),
            Event @event => memory.DataOf(@event) ?? Encoding.UTF8.GetString(EventJson.WriteData(@event)),
            _ => base.ToJson(document),
        };

    public new void WriteToParameter(NpgsqlParameter parameter, object? value)
    {
        if (value is SealedHeaders headers)
            (parameter.NpgsqlDbType, parameter.Value) = (NpgsqlDbType.Jsonb, headers.Json);
        else
            base.WriteToParameter(parameter, value);
    }

    // Headers are read as JSON, not as the dynamic objects that Marten would make of them.
    public new T FromJson<T>(DbDataReader reader, int index) =>
        typeof(T) == typeof(Dictionary<string, object>)
            ? JsonSerializer.Deserialize<T>(reader.GetString(index), EventJson.Options)!
            : base.FromJson<T>(reader, index);

    public new ValueTask<T> FromJsonAsync<T>(
        DbDataReader reader,
        int index,
        CancellationToken cancellationToken = default
    ) =>
        typeof(T) == typeof(Dictionary<string, object>)
            ? ValueTask.FromResult(FromJson<T>(reader, index))
            : base.FromJsonAsync<T>(reader, index, cancellationToken);
}

/// <summary>Headers that are written already. It has no entries: nothing reads them before the commit.</summary>
/// <param name="json">As <see cref="Seals.Seal.ToHeaders"/> gives them.</param>
internal sealed class SealedHeaders(string json) : Dictionary<string, object>
{
    public string Json => json;
}
