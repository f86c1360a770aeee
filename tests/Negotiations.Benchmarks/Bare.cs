using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Benchmarks;

/// <summary>The ceiling: Kestrel and prepared Npgsql doing the same SQL, with no rule, no view and no check.</summary>
internal static class Bare
{
    /// <summary>A view as ours keeps it, written again with every bare append.</summary>
    public static byte[] Status { get; private set; } = [];

    /// <summary>Its summary.</summary>
    public static byte[] Summary { get; private set; } = [];

    /// <summary>Takes the views of one of our negotiations as what the bare endpoint writes.</summary>
    public static async Task TakeViewAsync(string connectionString, string id)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select data, summary from negotiations.status where id = $1");
        command.Parameters.AddWithValue(id);
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        (Status, Summary) = (rows.GetFieldValue<byte[]>(0), rows.GetFieldValue<byte[]>(1));
    }

    public static async Task PrepareAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            create schema if not exists bare;
            drop table if exists bare.event, bare.status;
            create table bare.event (seq bigserial primary key, id uuid not null unique, stream varchar not null, version bigint not null, type varchar not null, data jsonb not null, recorded_at timestamptz not null default clock_timestamp(), unique (stream, version));
            create table bare.status (id varchar primary key, version bigint not null, summary text not null, data text not null);
            alter table bare.status alter column data set compression lz4;
            """
        );
        await command.ExecuteNonQueryAsync();
    }

    public static WebApplication Build(string connectionString, int port)
    {
        var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                MaxAutoPrepare = 50,
                AutoPrepareMinUsages = 2,
                MaxPoolSize = 40,
            }
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton(source);
        var app = builder.Build();
        app.MapPost("/events/{stream}", AppendAsync);
        app.MapGet("/status/{id}", StatusAsync);
        app.MapGet("/list", ListAsync);
        return app;
    }

    // One statement: the event with the next version of its stream, and a status and summary of the size ours have at
    // a hundred events.
    private static async Task<IResult> AppendAsync(string stream, HttpRequest request, NpgsqlDataSource source)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        await using var command = source.CreateCommand(
            """
            with s as (insert into bare.status (id, version, summary, data) values ($1, 1, $2, $3) on conflict (id) do update set version = bare.status.version + 1, summary = excluded.summary, data = excluded.data returning version)
            insert into bare.event (id, stream, version, type, data) select $4, $1, s.version, 'clash-reported', $5 from s returning seq, version
            """
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = Summary });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = Status });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = body.ToArray() });
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        return TypedResults.Json(new { sequence = rows.GetInt64(0), version = rows.GetInt64(1) }, statusCode: 201);
    }

    private static async Task<IResult> StatusAsync(string id, NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select data, version from negotiations.status where id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync()
            ? TypedResults.Bytes(rows.GetFieldValue<byte[]>(0), "application/json")
            : TypedResults.NotFound();
    }

    private static async Task<IResult> ListAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select summary from negotiations.status order by id limit 51");
        await using var rows = await command.ExecuteReaderAsync();
        using var page = new MemoryStream();
        while (await rows.ReadAsync())
            page.Write(rows.GetFieldValue<byte[]>(0));
        return TypedResults.Bytes(page.ToArray(), "application/json");
    }
}
