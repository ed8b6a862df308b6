//! Words that public Dockerfiles have in common. They were counted in public repositories; each occurs in several of them.

/// Words, some after the word that precedes them, one per line and the most frequent first. A tab separates the first
/// word of the line above from the beginning of a line.
pub const PHRASES: &str = "\
FROM\nRUN\ninstall\nupdate\ncom\nRUN\tRUN\nCMD\nENV\nbin\nusr\nCOPY\nWORKDIR\nhttps\nvar\napt-get\nEXPOSE\n\
mkdir\nFROM\tMAINTAINER\nget update\netc\nENV\tRUN\nENTRYPOINT\nget install\nRUN apt\ncurl\nadd\nCOPY\tRUN\n\
RUN\tCOPY\nbuild\nFROM\tRUN\ncache\nchmod\ngit\ndev\necho\nalpine\nwget\nADD\ntmp\nENV\tENV\nvar/lib\n\
usr/local\nrf /var\nclean\norg\npython\ntar\nhttps://github\ndocker\nbash\nroot\nRUN mkdir\nlib/apt\nRUN\tENV\n\
RUN\tWORKDIR\napt/lists\nconf\nhttp\nsrc\nCOPY\tCOPY\napp\nconfig\ndownload\nVOLUME\nlocal/bin\nrun\nlinux\n\
RUN apk\nADD\tRUN\nno-cache\napk add\nlatest\nWORKDIR\tRUN\nRUN\tADD\nUSER\nMAINTAINER\tRUN\nnode\nopt\nchown\n\
make\nRUN chmod\nARG\nFROM\tENV\nupdate && apt\nEXPOSE\tCMD\nFROM ubuntu\nusr/bin\nRUN\tEXPOSE\npip install\n\
base\nupgrade\ndata\nWORKDIR\tCOPY\nentrypoint\nca-certificates\ninstall-recommends\nno-install\n\
ENTRYPOINT\tCMD\nwww\nFROM alpine\nRUN echo\ndebian\nserver\nget clean\namd64\ntxt\nzip\nRUN\tCMD\n&& apt\nsed\n\
set\nnpm install\nMAINTAINER\tENV\nnoninteractive\nhome\nunzip\nRUN curl\nDEBIAN_FRONTEND\nlog\nstart\nversion\n\
deb\njson\nreleases/download\ntrue\nopenssl\ngcc\nRUN\tFROM\nnet\nall\nFROM\tLABEL\nmain\nRUN\tENTRYPOINT\n\
COPY --from\nFROM\tCOPY\nphp\nRUN\tUSER\ndir\nrelease\napt\tapt\nRUN npm\nbin/bash\nARG\tARG\ngit clone\n\
python3\ndpkg\nkey\ny install\nENV PATH\nRUN\tVOLUME\nRUN pip\nFROM\tWORKDIR\nutils\ndefault\nbuild-essential\n\
ADD\tADD\nclient\nFROM node\nconfigure\njava\nRUN wget\nusr/share\nslim\nnginx\ntools\nuseradd\nWORKDIR /app\n\
name\nvar/cache\n&& mkdir\nsbin\nx /usr\nx86_64\nconf /etc\ngpg\nFROM\tARG\nexport\nfalse\nLABEL maintainer\n\
etc/apt\nFROM debian\ndist\nCOPY\tWORKDIR\nEXPOSE\tENTRYPOINT\nnodejs\nUTF\nhtml\nfor\nCOPY\tENTRYPOINT\nwith\n\
ENV\tCOPY\nyes\nARG\tRUN\ncommon\npurge\npackage\nopenssh\ninit\nopenjdk\nfile\nFROM python\napt\t&& apt\nuser\n\
remove\nUSER\tRUN\nusr/src\napk del\ntest\nindex\nsudo\nmake install\nsources.list\nclone https\napt/sources\n\
exec\nCOPY\tEXPOSE\nENV\tWORKDIR\nruby\nmysql\narchive\nsource\nRUN set\ncli\nkeyserver\nmaster\ntype\n&& echo\n\
stable\nadduser\n&& chmod\nfiles\ndeps\n&& curl\nvar/www\nARG\tFROM\nvar/log\nrequirements.txt\nUSER root\n\
scripts\nini\nCOPY\tENV\ninstaller\nautoremove\nrf /tmp\n&& tar\nfind\nenv\nvim\nusr/lib\np /usr\napache\n\
enable\nsh /usr\ngrep\ncore\nCOPY\tCMD\napt-key\nENV DEBIAN_FRONTEND\ndownloads\nRUN git\nsetup\ntarget\nasc\n\
wget https\nstrip-components\ndocker-entrypoint\nlibssl-dev\ndone\nHOME\nxzf\nrepository\nvar/tmp\n\
WORKDIR /usr\nFROM golang\nrecv-keys\nARG\tENV\nfrom=builder\nRUN chown\nLABEL\tRUN\ncache/apk\nVERSION\n\
VOLUME\tEXPOSE\npkg\npackages\nsupervisor\nssh\nservice\nsdk\n&& wget\nRUN sed\ngnupg\njdk\ngoogle\nthen\n\
print\ntmp/* /var\ns /usr\nWORKDIR\tCMD\nzlib1g-dev\nrepo\nexit\netc/nginx\nWORKDIR\tENTRYPOINT\ncat\nyarn\n\
RUN yum\n&& apk\nclean all\nENTRYPOINT [\"/usr\nENV LANG\nlists/* /tmp\nCOPY docker\njar\napk update\nxml\n\
WORKDIR\tEXPOSE\nbin:$PATH\nget purge\nsoftware-properties\njre\ncomposer\nen_US.UTF\npip3 install\nsetuptools\n\
CMD [\"/usr\ninclude\necho \"deb\nsha256sum\npython-pip\nfpm\nglobal\ndeb http\nsystem\nWORKDIR\tENV\nC /usr\n\
zlib\ngem install\nproduction\nLC_ALL\nurl\np /var\nproperties-common\nxargs\nsha256\noutput\ncache-dir\n\
EXPOSE\tEXPOSE\nlocalhost\nusr/sbin\ndev/null\npub\nr requirements\nlock\ncd /tmp\nhost\nRUN groupadd\n\
from=build\nwww-data\npublic\nopenssl-dev\ncheck\ncmd\nhttps://raw\nsrc/app\nENV\tCMD\nlocale\nEXPOSE\tVOLUME\n\
www/html\nforce\ndisable\nraw.githubusercontent\ninstall --upgrade\nadd --update\ntzdata\necho\techo\n\
ENV\tEXPOSE\nawk\nLABEL\tENV\narchitecture\nvar/run\nget autoremove\ny update\ninfo\ntee\nplugins\nstatic\n\
cache --virtual\nstorage\nyum install\nimage\nssl\nautoconf\ndocker-php\nENV\tADD\nWORKDIR\tADD\ngpg --batch\n\
x64\nnginx.conf\nquiet\nelse\npath\nand\nkey add\npostgresql\nplatform\nmusl\ndevel\nshared\nformat\n\
ENV\tENTRYPOINT\nSHELL\ncd /usr\ncache add\nerror\ngroup\nphp-ext\nauto-remove\n&& chown\nFROM centos\nsort\n\
linux-amd64\ncreate\nbzip2\ncmake\netc/php\ngo build\narch\nlocal/etc\ntgz\nhelp\npassword\ngen\nCOPY package\n\
libxml2-dev\nyml\nlibffi-dev\noff\nWORKDIR /home\nFROM php\npython-dev\nWORKDIR /tmp\nalpine:latest\n\
USER\tWORKDIR\nbind\ncode\nnot\npackage.json\ndaemon\nmbstring\nupgrade pip\nsupervisord.conf\nweb\ngo/src\n\
as builder\nAS builder\ntouch\nbundle\nCGO_ENABLED\np /opt\nRUN useradd\naddgroup\nopenssh-client\nmaven\n\
repos\navailable\nbuild-deps\ns /bin\nFROM\tUSER\nbuild-base\nhttps://www\nWORKDIR /opt\nWORKDIR /var\ny wget\n\
RUN gem\ny --auto\ncontainer\nppa\nVOLUME\tWORKDIR\nlocal/lib\nFROM\tADD\nlinux-headers\nRUN tar\nADD https\n\
get upgrade\nbatch --verify\nRUN\tARG\n&& make\nvirtual .build\nyum clean\nLinux\nhttps://download\nnproc\n\
VOLUME\tENTRYPOINT\nstretch\ny git\nkeyserver.ubuntu\nrpm\nlogs\narm64\ntemplates\nlocales\nENV HOME\nsqlite\n\
perl\nfind /usr\nbootstrap\nFROM ruby\nexport GNUPGHOME\nlibc6\ndescription\ngid\nENTRYPOINT [\"/entrypoint\n\
GNUPGHOME=\"$(mktemp\nuid\npkg-config\nVOLUME /var\nphp.ini\nGOPATH\nexample\nRUN pip3\napt-transport\n\
transport-https\nAS build\nredis\nADD\tWORKDIR\nFROM\tFROM\nCOPY entrypoint\nCMD [\"/bin\nsshd\nprefix\n\
library\nmod\ndate\n&& export\nnginx/nginx\ngo get\nlibjpeg\nbusybox\ncloud\ndepth\nopcache\ngsub\nadd-apt\n\
apt-repository\nhttps://getcomposer\nvendor\norg/dist\nftp\norg/installer\nsh /entrypoint\ndoc\nVOLUME\tCMD\n\
&& sed\nopenssh-server\nshell\netc/apache2\nprintf\nLANGUAGE\nEXPOSE\tWORKDIR\nmkdir\t&& tar\nphar\nplugin\n\
C.UTF\nproxy\nneeded\nEXPOSE\tRUN\np /etc\nFROM\tEXPOSE\npasswd\nenabled\ndotnet\nLABEL\tLABEL\nsL https\n\
src/github\ndependencies\nFROM gcr\ngo/bin\nmcr.microsoft\nkubernetes\napi\nFROM scratch\nFROM mcr\nthe\n\
COPY\tARG\nzlib-dev\ndata:www\nUSER\tENTRYPOINT\nproject\nWORKDIR /root\npython3-pip\n./configure\nENV\tARG\n\
httpd\ny curl\nextract\na2enmod\nxz-utils\npool.sks\nsks-keyservers\ngpg --keyserver\ntar -xzf\nFROM nginx\n\
sleep\nbin/docker\netc/supervisor\nudp\nyarnpkg\nHEALTHCHECK\nschema\nCOPY requirements\nnginx/conf\nDocker\n\
awscli\nmake\t&& make\ndefault.conf\napk upgrade\nVOLUME\tVOLUME\nsite\nRecommendsImportant\nepel-release\n\
RUN --mount\ntemplate\ndirectory\nMAINTAINER\tCOPY\nnoninteractive apt\nlibstdc\npython\tpython\nlibfreetype6\n\
&& useradd\nmkdir /var\nyaml\nUSER\tENV\n/usr\nusr/include\napt update\nreadline\npdo\nnode_modules\no /usr\n\
EXPOSE\tENV\nlibs\necho\t&& echo\ncurl -sSL\ndeb.nodesource\nlinux/amd64\nphp-fpm\ntcp\n&& unzip\nhttps://deb\n\
FROM openjdk\no /tmp\ntimeout\ncfg\nbuildpack-deps\nCMD\tEXPOSE\npowershell\n&& gpg\nnet --recv\nonly\nfull\n\
usermod\nlibc-dev\nindex.html\nrf /usr\nhttp://download\nARG\tCOPY\nconfigure\t&& make\nbashrc\nas build\n\
apt install\nmount=type\nARCH\ncron\nADD\tEXPOSE\nrepositories\nVOLUME\tRUN\nCMD [\"python\nsS https\nnetwork\n\
work\nCOPY\tVOLUME\naarch64\ncurl https\ndelete\n| awk\nf /etc\no APT\nENV JAVA_HOME\nAPT::AutoRemove\ncase\n\
COPY\tFROM\nport\ncreate-home\n&& ./configure\ndisabled\nawk\t| sort\nfilename\ntimezone\nENTRYPOINT [\"docker\n\
keyserver keyserver\n&& pip\ndl.google\npython3-dev\nshare/nginx\nFROM --platform\nlibxslt\nxvf\ncom --recv\n\
daemon off\nL https\nkey adv\nmirror\nsort\t| xargs\nLANG=en_US\nfonts\nnobody\nwith\t--with\nlibsqlite3-dev\n\
C /opt\npecl install\nRUN docker\noracle\nlibpq-dev\nARG\tWORKDIR\nkubectl\nout\nADD\tCMD\npear\nconda\n\
dpkg --print\nprint-architecture\nha.pool\napk --update\ndata /var\nrm\tmkdir\nscript\ngettext\nfreetype\n\
rf \"$GNUPGHOME\nUSER\tCOPY\ncerts\nautoclean\nCOPY src\n&& npm\ncd /opt\nnpm run\nsupervisor/conf\nself\n\
ext-enable\nnginx/html\napplication\nbuilder /app\napt-utils\nRUN adduser\nCOPY\tUSER\nldconfig\n&& adduser\n\
foo\nUSER\tCMD\n--disable\ngz | tar\nENV VERSION\nhello\nrm\t&& apt\nrm /tmp\nupdate && apk\nDockerfile\n\
distroless\nmanager\nchown\tchmod\nwithout\ncurl\tgit\nlibreadline-dev\nlinux-x64\nbatch --keyserver\nncurses\n\
glibc\nimagemagick\ngzip\nextra\nFROM base\n&& git\ninstaller | php\nstorage.googleapis\nnone\nproc\nnew\n\
builds\nalpine3\n&& find\nlinux-x86_64\ny && apt\nlibcurl4-openssl\nsum\nEXPOSE\tCOPY\ntags\nyum\tyum\n\
LABEL\tCOPY\ntar xzf\nallow\nwhich\nbaseimage\npatch\nimport\nbin/supervisord\npermissions\nRUN addgroup\n\
y python\ncom/linux\ntype=cache\nCOPY config\nALL\nfix\nnon\nldap\nsqlite3\nstartup\nbranch\njupyter\n\
recursive\netc/sudoers\ny nodejs\netc/localtime\nexe\napk\t&& apk\nnumpy\ncurl\t&& curl\nrootfs\nca\tcurl\n\
s /opt\nx86\nenable\t--enable\ndll\nextensions\nlicense\nMAINTAINER\tLABEL\napt-mark\ncurl -fsSL\nnet-tools\n\
8-jdk\nR www\nx64.tar\ngit checkout\nWORKDIR /src\nbuster\nVersion\nadmin\nmongodb\nwget\ttar\ncoreutils\n\
set -eux\netc/apk\ntests\ntini\nprocps\nrsa\nsupport\nf -executable\ng' /etc\nmv /tmp\nerror.log\n\
share/zoneinfo\nadv --keyserver\nsub\nOutFile\nbullseye\ndo\tdone\nkill all\nmark manual\nWORKDIR /code\n\
gpgconf --kill\ny build\ndel .build\nbookworm-slim\ndebian:bookworm\nupdate add\ndev/stdout\nSHELL\tENV\nStop\n\
Force\nObject\nCommand\nRemove\tRemove\nSilentlyContinue\nProgressPreference\nErrorActionPreference\nselect\n\
testing\nPATH $PATH\nENV PORT\netc/supervisord\nFROM\tSHELL\nstatus\ncgi\ni386\nxterm\nrm\t&& mkdir\nkube\n\
FROM buildpack\nmark auto\ndpkg-query\nsh /etc\namd64.tar\naccess.log\nhttp://www\nCOPY . /usr\nmode\nfinal\n\
LDFLAGS\nrequests\nTERM\niconv\napk\tapk\ncurl\t&& chmod\nk8s\nENV\tUSER\ntxt /tmp\nd/docker\nmark showmanual\n\
auto '.*' > /dev\nsavedAptMark=\"$(apt\nADD run\nlib/jvm\nyum update\nmanual $savedAptMark\nCFLAGS\nmodules\n\
ENV NODE_VERSION\nhttp://localhost\nName\nif\telse\nruntime\nFROM\tCMD\nno-same\nsame-owner\nr apt\nexec ldd\n\
1) { next\nif (index\nso, \"/usr\nlocal -type\ncache,target\ngsub(\"^/(usr\nnext }; gsub\nquery --search\n\
musl-dev\nLANG en_US\nENTRYPOINT [\"/bin\nlinux-gnu\nFAILED\nbeta\nlibicu\nservices\nARG VERSION\nRUN /usr\n\
VOLUME [\"/var\nbundle install\nsig\nminimal\nchpasswd\npcre\nenvironment\ncom/docker\nshell /bin\nRUN dpkg\n\
8-jre\nx | bash\nbin/composer\ninstall git\nscipy\norg\torg\ncontainers\nf /tmp\noption\ncase\tesac\n\
mkdir\ttar\nclang\nkeys \"$key\nasc \"https\nRUN make\nrun build\norg/download\ncomposer.phar\nubuntu:latest\n\
CMD [\"node\nDownloading\nquay\nheadless\nEXPOSE\tADD\nRemove-Item\nInvoke-WebRequest\nhttps://nodejs\nzxf\n\
xdebug\nCMD\tRUN\nmissing\nif ((Get\nWrite-Host\ncom/windows\nGet-FileHash\nsha256).Hash\nAlgorithm sha256\n\
set-selections\ncurl wget\nany\nlibgcc\nassets\nsilent\nARG\tLABEL\nmkdir\t&& chown\nnotebook\n\
xz\" | sha256sum\nAS base\nsh /start\n&& yum\ntee /etc\nshare/man\nzip https\ndebconf-set\netc/profile\n\
Write\texit\nare\nelif\nENV PYTHONPATH\nGOOS=linux\nmkdir /etc\nO /tmp\nRUN bash\nRUN sudo\ndev/stderr\n\
libbz2-dev\nREADME\nscanelf --needed\nneeded --nobanner\nsh /tmp\nget remove\nlocal/share\nCMD [\"--help\n\
package*.json\nhttps://storage\ng\tgcc\nxvfb\nwget\t&& wget\naddress\ndpkg-dev\nfor key\nCOPY --chown\netc/ssh\n\
COPY . /app\nFROM docker\nNAME\nSHELL\tRUN\nref\necho\t&& apt\nmkdir\tchown\nbar\nsetopt\ncontrib\nmake\tmake\n\
VOLUME\tCOPY\nlocation\nauth\nwindows/servercore\nSHELL [\"/bin\nnpm\", \"start\nrun/sshd\ninstall awscli\n\
curl git\nagent\nffmpeg\nworkspace\nfetch\no /app\ngz https\nsh /opt\ny upgrade\nRUN touch\ncertificates curl\n\
LICENSE\nRelease\njenkins\nsession\nNOPASSWD\nvirtualenv\noptional\nuse\netc/passwd\nRUN dnf\nbin:${PATH\nmvn\n\
cd\t&& ./configure\nusers\nENTRYPOINT\tEXPOSE\ndocument\nEXPOSE\tUSER\nsystemd\ncontent\nignore\nCOPY\tADD\n\
xvzf\npgsql\npython3\tpython3\nsingle\nchannels\ncurl\t&& echo\ngo.mod\nno-check\ncheck-certificate\n\
stable main\nRUN python\npwgen\nlisten\npy3\nO /usr\nENTRYPOINT [\"/docker\nCOPY --link\nARG TARGETARCH\n\
platform=$BUILDPLATFORM\nps1\nDirectory\nless\namazonaws\nRUN yarn\ninstall python\nmkdir /opt\nkeyserver hkp\n\
repository ppa\nhttps://releases\ncurl --fail\ninstall curl\np /home\ninstall --yes\nSystem\npull\npid\n\
cd\tgit\ngunicorn\nelasticsearch\nskip\nforeground\ncloud-sdk\nini /etc\nLABEL org\nd/default\nsudo apt\n\
releases.hashicorp\nrm\t&& chmod\ncdn\nADD\tENV\nbinutils\npostgres\narm\nONBUILD\tONBUILD\nx /etc\nphp/conf\n\
RUN export\nurl=\"https\nRUN DEBIAN_FRONTEND\nq https\nconfig.json\nmariadb\nENV\tVOLUME\ncut\nchmod\t&& chmod\n\
org/pub\nforce-yes\napk/repositories\nONBUILD RUN\nNet\nfirst\nwill\nfrontend\nUSER\tEXPOSE\nwheel\nInstalling\n\
echo\t&& mkdir\nvcs-url\nbin/node\nwww.conf\naws\ngenerate\ntail\ninstalled\nregistry\ndeps:bookworm\n\
cache git\ndev python\ninstall bundler\nlibc6-dev\nscan\ncurl\tcurl\nldflags\nmercurial\nwget\tunzip\n\
WORKDIR\tUSER\nsock\nPython\nENV CGO_ENABLED\nWORKDIR /data\nLC_ALL=en_US\npython3 python3\nPackage\ninternal\n\
tag\nwhl\ncnf\npubkey\npy2\nstage\nuuid\nRUN unzip\nphar /usr\nroot:root\nsSL https\ng\", \"daemon\n\
etc/timezone\nd/www\nd /usr\ncommunity\nconfigure\tmake\nsys\nwrapper\ncurl\t&& gpg\nshow\nterraform\nbin/gosu\n\
fpm.conf\nshare/doc\ndisabled-password\nUri\nWait\nWrite\tWrite\nArgumentList\nworld\nEurope\nGOARCH\nmysqlnd\n\
gpg | apt\ntianon/gosu\ngosu/releases\npython-setuptools\netc/yum\ngpg\tgpg\ngoogle-cloud\ncom/tianon\n\
x /entrypoint\nbootstrap.pypa\nhttps://bootstrap\n755 /usr\nRUN dotnet\n0-alpine\nhttps://downloads\nissues\n\
gpg\t&& gpg\nprod\nansible\nprogress\nmemcached\nmkdir\tmkdir\noptions\nrsyslog\nDevelopment\napt\t&& curl\n\
org --recv\nhkps://keys\ntrixie-slim\nkeys.openpgp\ndebian:trixie\nkeyserver hkps\nget-pip\ns https\n\
ENV GOPATH\netc/locale\nbin/linux\nchown www\nVOLUME\tADD\ncopy\nADD\tENTRYPOINT\nwget\t&& echo\necho\tmkdir\n\
io/distroless\ncp /usr\nsh /run\ncom/golang\nexport PATH\nCOPY scripts\nPATH /usr\nENV PYTHONUNBUFFERED\nalias\n\
azure\nmail\napt\tcurl\nicu\necho\t&& tar\nAPACHE_RUN_USER\nartifacts\nCMD [\"/run\ncache/apt\nCOPY nginx\n\
go install\nhome/app\nbackend\nUSERNAME\ncsproj\ncurl\techo\nbuild /app\nio/get\nRUN add\nqq update\n\
http://archive\nRUN cat\ncom/kubernetes\ndotnet restore\ncrt\nmedia\ngradle\nsettings\ndevelopment\ntensorflow\n\
FROM\tENTRYPOINT\nlinux-arm64\nCMD [\"npm\nlsb-release\nRUN bundle\npostgresql-client\nHEALTHCHECK --interval\n\
CMD /bin\ncat /etc\napp/build\nbin/python3\nbuilder /usr\nrm\t&& apk\nlsb_release\ngdb\ndocs\nperm\ncompile\n\
dirmngr\nlibsodium\nInstall\nSHELL [\"powershell\ndev libssl\nnode:alpine\nCOPY app\nmake clean\nFROM fedora\n\
CMD curl\nENTRYPOINT [ \"/usr\nexport DEBIAN_FRONTEND\nwar\ndeploy\nGet-Content\nStart-Process\np /tmp\n\
add bash\nyum.repos\ncom/dotnet\ndotnet publish\nmatch\ndebug\npandas\nthreads\ndatabase\nsubversion\n\
wget\t&& tar\npkgs\nclear\nTools\ngosu.asc\nPATH=$PATH\nENV NODE_ENV\nsbin/nologin\nclone --depth\ngz.asc\n\
centos:centos7\nENTRYPOINT [\"/app\nimages\nupdates\nTeam\nfirefox\nADD\tVOLUME\nPHP_VERSION\ngit curl\n\
git-core\nsh /root\nCMD [\"bash\ncom/debian\ny software\nmain\" | tee\nverify /usr\npython python\n\
log/supervisor\ndpkg-reconfigure\nm pip\nconfig.yml\ninstall epel\ndoes not\nbase:latest\nd /opt\n&& dpkg\n\
add git\n80 --recv\nO - https\nlib/mysql\nlocal/sbin\npy install\nCMD [\"nginx\n&& set\ngo mod\n\
ENTRYPOINT\tRUN\nalpha\nrm\t&& curl\nPHP_INI_DIR\nfindutils\nRUN /bin\nproc/self\nhtml/index\ncache bash\n\
get github\ncache clean\nprefix=/usr\nJAVA_HOME /usr\nconfigure --prefix\n&& for\n0-openjdk\nopenssl-devel\n\
cp /etc\nlocal --strip\nflask\nredhat\nlibyaml\nping\nrm\tapt\none\nrunDeps\nfailed\nusing\nhttps://bugs\n\
source /usr\nARG BASE_IMAGE\nO https\nCOPY run\necho 'deb\nbin/python\nhkp://keyserver\nCMD [\"php\nbin/nodejs\n\
util-linux\nrequired\nbackup\nextension\n--mount\nARG TARGETPLATFORM\ncd /var\nENTRYPOINT [\"java\nasc /usr\n\
c\", \"/etc\nopt/conda\ngosu nobody\nmv composer\nnobody true\ndownload.docker\ngo.sum\nos-release\ncommand\n\
git\tgit\nexport\t&& gpg\ntemp\nuwsgi\ngcc\tgit\napt\techo\nprojects\nlogrotate\nwget\twget\nVOLUME\tENV\nhelm\n\
value\nas base\np /app\nini /usr\nADD . /app\nCMD [\"/opt\nFROM maven\ncom/ubuntu\nmkdir /app\nx86_64-linux\n\
configuration\nbinary\ngfortran\nmatplotlib\nLD_LIBRARY_PATH\nreadlink\nU pip\ny python3\nlocale.gen\n\
debian:stable\nRUN CGO_ENABLED\ngawk\ntrusted\nserve\nnative\npsmisc\nADD\tCOPY\nlibglib2\ngcloud\nr /tmp\n\
ENV TERM\nnpm cache\nONBUILD COPY\nx /app\nlibssl1\nlts\nServer\ncustom\npip\tpip\nsockets\nactivate\nbinaries\n\
libxrender1\nThis\npwsh\nmap\nio/library\n0 GOOS\np /data\nfsSL https\nLinux-x86_64\nhttps://repo\n\
mysql-server\nwget\t&& export\nbionic\ndesktop\niputils\nrust\nsed\tgrep\nis not\netc/ssl\nphp/php\netc/init\n\
gosu \"https\nGOSU_VERSION/gosu\ndownload/$GOSU_VERSION\ncom/download\nv$NODE_VERSION\ngetconf\nlinux64\n\
launchpad\nadd\tapt\ngraphviz\ncurl\tchmod\nstandalone\nremoved\nchecksums\ntype=bind\ndockerfile\nFalse\n\
tar -xvf\ndeb [arch\nmkdir /usr\nbuild-tools\npython setup\nGNUPGHOME\" /usr\nhttps://packages\n\
install --production\nthat\nIMAGE\nbash-completion\ns /etc\narch=amd64\nunzip /tmp\necho \"export\n\
jre-headless\nENV GOSU_VERSION\nkubectl /usr\nmod download\nconsul\nanaconda\napps\nDOCKER_VERSION\n\
cd\t./configure\natomic\nmkdir /root\n_linux_amd64.zip\n1 https\nconfig set\ndev libffi\nRUN composer\n\
python-software\nlibmysqlclient-dev\ncuda\nDISPLAY\nusr\t/usr\npack\nuname\ncd\tcurl\ncurl\t&& tar\ncpu\n\
com/krallin\nkrallin/tini\nr \"$GNUPGHOME\ntini/releases\n8 UTF\nrf /root\njson /usr\nhttps://get\n\
dist-upgrade\nrelease/release\nkubernetes-release\nPATH=\"/app\nnvidia\nprotobuf\nchmod\t&& gosu\n\
_NPROCESSORS_ONLN\nend\ntoml\nlibx11\nuniverse\ncd\t&& git\neasy_install\nARG\tUSER\njoin\nwhen\nroot/.bashrc\n\
y apt\nd/google\namd64/kubectl\narchive/master\nvenv\nTINI_VERSION\nsha1sum\nFOREGROUND\nreplace\npackage-lock\n\
d /home\netc/mysql\nCOPY start\nHOME /home\ntouch /var\nsupervisor/supervisord\ntree\nDownloads\n\
libxml2\tlibxslt\nUTC\ngnutls\nresources\nCMD [ \"npm\nwget unzip\nmkdir /home\ny autoremove\ncat /run\n\
run/secrets\ntype=secret\nshadow-utils\ntarget=/root\nlinux-aarch64\nBuild\nGPG\ndns\ndumb\ngnupg2\nlibcurl3\n\
apt\t&& mkdir\nTEST\na /etc\ntar xvf\npip python\nroot/.cache\ncomposer install\nENTRYPOINT [\"/opt\nusage\n\
lint\nbasic\nmd5\nlibnss3\ncurl\tapt\nNGINX_VERSION\nempty\njava\", \"-jar\n0.tar\nd/sshd\nr /var\nbin/pip\n\
ADD http\nADD config\nlang\ngecos\norigin\nkeyring\nyum\t&& yum\nbash curl\np /run\nno-rdoc\np /root\n\
VOLUME /etc\nyarn install\nNOPASSWD: ALL\ngolang:alpine\nconfig --global\nrecommends install\nsix\nexpose\n\
&& touch\nbin/kubectl\nchown\t&& chmod\nlogin\nbrowser\nENV\tLABEL\n| tar\nRUN printf\napache2.conf\n\
update-locale\nENV GO111MODULE\nhas\nfrom=base\nRUN mvn\nlib/python3\npython-devel\nmy.cnf\nx /tmp\n&& /usr\n\
add curl\ntar xvzf\nxzf /tmp\nPATH:/usr\nconf /usr\nsbin/sshd\ndl.yarnpkg\npubkey.gpg\nADD scripts\n\
Gemfile.lock\narchive.ubuntu\nrubygems\nterraform_\nconsole\nelastic\nonbuild\niptables\nlibcairo2\n\
LABEL\tUSER\nsbin/init\ncom/terraform\nx /root\ny clean\nsbin/nginx\nx86_64.tar\nhttp://nginx\nFROM microsoft\n\
libncurses5-dev\ncase \"$arch\nlink --from\nyour\ndejavu\nlibxext6\ngo1\nboot\ncreated\nexamples\nFirst\n\
keyrings\ndpkg --add\nadd-architecture\nr-base\nssl/certs\nlocale LANG\ninstall xdebug\nADD requirements\n\
sdk/bin\nlib64\ninstallsuffix\nCMD\tENTRYPOINT\nSelect\nExitCode\nPassThru\nLO https\nno-create\nGOPATH/bin\n\
COPY . /src\ndebian/pubkey\nhttp://downloads\nARG DEBIAN_FRONTEND\nfound\nengine\npem\nsync\ncargo\ndevelop\n\
initctl\nlibasound2\ncd /src\nhtml /usr\nbuild /usr\nc /etc\nrf /opt\nCOPY bin\nphp /var\ncache/yum\n\
xz --strip\nphp composer\nENTRYPOINT [\"/sbin\nretries\naccept\nchromium\nhostname\nlibfontconfig1\nFile\n\
RUN python3\ninstall nodejs\nentrypoint-initdb\ncommit\nheader\nRscript\nlicenses\ncontains\n6-slim\n\
ssh-keygen\nr /usr\nwget git\nkey | apt\nruby ruby\nADD docker\nmkdir /data\nscikit-learn\nFROM gliderlabs\n\
apache2/apache2\ndebian:bullseye\ndjango\nupload\nlibsasl2\npkgconfig\nmkdir\tcurl\ndocker\tdocker\n\
CMD [\"/app\napp.jar\ninstall redis\nx86_64/docker\npy /usr\ns /sbin\ngit config\nmaster.zip\n&& addgroup\n\
gpg --verify\n0 /var\nfor the\ntarget=/var\nARG TARGETOS\nARG BUILDPLATFORM\nrwx\nhash\nopen\nforge\nmongod\n\
npm\tnpm\nrecommended\n8-openjdk\nFROM build\nlog/apache2\noff;\" >> /etc\ndocker-compose\n\
ENTRYPOINT [\"dotnet\nTAG\nthis\nx /run\ny epel\nRUN rpm\nc 'echo\ng\" /etc\nADD\tUSER\ntar -zxf\nqq && apt\n\
git python\ninotify-tools\ninstall build\nSHA\nscreen\nprecise\nprivate\ndevtools\ndnsutils\n11-slim\nif\tRUN\n\
com/apt\norg/files\ndev python3\nfix-missing\nhttp://repo\namd64] https\nWORKDIR /build\nhttp://packages\n\
gliderlabs/alpine\ndistribution\ntext\nrails\nslave\nSNAPSHOT\nstart-period\n/opt\ni /etc\ny unzip\netc/cron\n\
setup.php\nsh | bash\ncurl unzip\nglobal add\nconda clean\nredis-server\nsite-packages\nARG GO_VERSION\nsample\n\
psycopg2\ncurl\tunzip\nchmod\tchown\nmkdir\t&& curl\nd /tmp\nRUN yes\nCOPY init\ncurl http\nconfig.php\n\
yarn global\ncomposer-setup\nNODE_ENV production\nvia\nmysqld\nauthors\nlibressl\nnamespace\nRUN ssh\nd /etc\n\
f /var\nlib/php\n0755 /usr\ncom/repos\nsbin/tini\ntgz | tar\ns6-overlay\nhttps://api\ntmp/requirements\n\
LABEL Description\nENTRYPOINT [\"python\nmount=target\ninstallation\ntitle\nrunner\nKEY\nUID\nensure\nprefer\n\
libkrb5\nAS final\nhugo/releases\n10-alpine\njson /app\necho \"daemon\nVOLUME [\"/config\nenterprise\njust\n\
wait\ncython\nAmerica\nPASSWORD\nresource\nrm\tchmod\ninstall --only\nRUN /opt\necho 'root\nxdebug.ini\n\
LANGUAGE=en_US\nused\nUSER_ID\ncomment\nHOST\nxvz\ncert\nvideo\nexpect\nsimple\nCMD\tENV\nUpdating\ngit\tcurl\n\
curl\t&& mkdir\ncom/gohugoio\ngohugoio/hugo\nCMD [\"java\napi.github\npython get\nCMD [\"start\ninstall https\n\
scripts/start\nadduser --disabled\nafter\namazon\nhttps://golang\napp /app\nmysql/conf\nsh /bin\nlibgmp-dev\n\
tmp/docker\necho 'export\nhere\nother\n0.jar\ngpg.key\ny remove\nplatform=linux\npassword --gecos\n\
distroless/static\npython3-setuptools\nENV APACHE_RUN_USER\nHello\nSee\nTest\nRUN GOOS\napp/templates\n\
if\t{{ ) else\nint\nbuild -tags\nAS test\nelse \"\" end\ndocker-buildx\nshare/keyrings\nBUILDPLATFORM golang\n\
PATH=\"/home\nbase image\nFROM ${BASE_IMAGE\ndef\nvariant\nelif\telse\nreverse\nEOF\nSECRET\nEOF\tRUN\ndetails\n\
else\tENV\nelse\tend\nstartswith\nif\t{{ ) end\ninstructions\ngo${GO_VERSION\nGO_VERSION}.linux\n\"zlib1g\n\
\"openssl\nAS python\nno longer\nenv.version\nfrom=parent\nthen \"\" else";
