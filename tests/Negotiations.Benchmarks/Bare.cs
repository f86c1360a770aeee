using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Benchmarks;

/// <summary>The ceiling: Kestrel and prepared Npgsql doing the same SQL, with no rule, no view and no check.</summary>
internal static class Bare
{
    public static async Task PrepareAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            create schema if not exists bare;
            drop table if exists bare.event, bare.status;
            create table bare.event (seq bigserial primary key, id uuid not null unique, stream varchar not null, version bigint not null, type varchar not null, data jsonb not null, recorded_at timestamptz not null default clock_timestamp(), unique (stream, version));
            create table bare.status (id varchar primary key, version bigint not null, data json not null);
            """);
        await command.ExecuteNonQueryAsync();
    }

    public static WebApplication Build(string connectionString, int port)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2, MaxPoolSize = 40 });
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

    // One statement: the event with the next version of its stream, and the status of a fixed 641 bytes.
    private static async Task<IResult> AppendAsync(string stream, HttpRequest request, NpgsqlDataSource source)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        await using var command = source.CreateCommand(
            """
            with s as (insert into bare.status (id, version, data) values ($1, 1, $2) on conflict (id) do update set version = bare.status.version + 1, data = excluded.data returning version)
            insert into bare.event (id, stream, version, type, data) select $3, $1, s.version, 'clash-reported', $4 from s returning seq, version
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Json, Value = Status641 });
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
        return await rows.ReadAsync() ? TypedResults.Bytes(rows.GetFieldValue<byte[]>(0), "application/json") : TypedResults.NotFound();
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

    private static readonly byte[] Status641 = [.. "{\"a\":\""u8, .. Enumerable.Repeat((byte)'x', 633), .. "\"}"u8];
}
