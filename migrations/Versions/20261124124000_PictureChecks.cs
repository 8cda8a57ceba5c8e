using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>Pictures that moderators never want to see again, by what they look like; and that a moderator has let a drawn one through.</summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261124124000_PictureChecks")]
    public sealed class PictureChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE flash.pictures ADD COLUMN perceptual_hash bigint;
                ALTER TABLE flash.generations ADD COLUMN cleared_at timestamptz;
                CREATE TABLE flash.banned_pictures (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    perceptual_hash bigint NOT NULL,
                    action text NOT NULL CHECK (action IN ('hold', 'block')),
                    generation_id uuid NOT NULL,
                    picture_index integer NOT NULL,
                    banned_by text NOT NULL,
                    banned_at timestamptz NOT NULL DEFAULT now(),
                    removed_at timestamptz);
                CREATE UNIQUE INDEX banned_pictures_once ON flash.banned_pictures (generation_id, picture_index) WHERE removed_at IS NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TABLE flash.banned_pictures;
                ALTER TABLE flash.generations DROP COLUMN cleared_at;
                ALTER TABLE flash.pictures DROP COLUMN perceptual_hash;
                """);
        }
    }
}
